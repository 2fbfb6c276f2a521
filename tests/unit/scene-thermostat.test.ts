import { describe, expect, it } from 'vitest';
import {
  DAY_MINUTES,
  meanOffC,
  OUTAGE,
  roomDay,
  SERVER,
  THERMOSTAT_MODELS,
  type ThermostatModel,
  thermostatCosts,
  wantedC,
} from '@/lib/lesson/scenes/thermostat';

const MODELS = Object.keys(THERMOSTAT_MODELS) as ThermostatModel[];

describe.each(MODELS)('the thermostat with the %s model', (model) => {
  it('decides every minute at home, whether the network is there or not', () => {
    const gone = roomDay({ model, networkGone: true }, 'home');
    expect(gone.decisions).toBe(DAY_MINUTES);
    expect(gone).toEqual(roomDay({ model, networkGone: false }, 'home'));
  });

  it('makes the same day of it wherever the model is asked, as long as the network is there', () => {
    expect(roomDay({ model, networkGone: false }, 'server')).toEqual(roomDay({ model, networkGone: false }, 'home'));
  });

  it('goes on with the last answer of the server while the network is gone', () => {
    const { heating, decisions } = roomDay({ model, networkGone: true }, 'server');
    expect(decisions).toBe(DAY_MINUTES - (OUTAGE.toMinute - OUTAGE.fromMinute));
    const held = heating.slice(OUTAGE.fromMinute - 1, OUTAGE.toMinute);
    expect(new Set(held).size).toBe(1);
  });

  it('keeps the room nearer to what is wanted at home than by asking over a network that goes', () => {
    const setting = { model, networkGone: true };
    expect(meanOffC(roomDay(setting, 'home'))).toBeLessThan(meanOffC(roomDay(setting, 'server')));
  });

  it('costs bytes once at home and bytes with every question of a server', () => {
    const { homeBytesOnce, serverBytesPerDay } = thermostatCosts(model);
    expect(serverBytesPerDay).toBe(SERVER.requestBytes * roomDay({ model, networkGone: false }, 'server').decisions);
    expect(homeBytesOnce).toBe(THERMOSTAT_MODELS[model].sizeBytes);
  });
});

describe('a larger model', () => {
  it('keeps the room nearer to what is wanted, and is slower and larger', () => {
    const [small, large] = [
      roomDay({ model: 'small', networkGone: false }, 'home'),
      roomDay({ model: 'large', networkGone: false }, 'home'),
    ];
    expect(meanOffC(large)).toBeLessThan(meanOffC(small));
    expect(THERMOSTAT_MODELS.large.decisionMs).toBeGreaterThan(THERMOSTAT_MODELS.small.decisionMs);
    expect(THERMOSTAT_MODELS.large.sizeBytes).toBeGreaterThan(THERMOSTAT_MODELS.small.sizeBytes);
  });

  it('has the room warm when people get up, where the small one only begins', () => {
    const six = 6 * 60;
    const colderBy = (model: ThermostatModel) =>
      wantedC(six) - (roomDay({ model, networkGone: false }, 'home').roomC[six] ?? 0);
    expect(colderBy('large')).toBeLessThan(0.6);
    expect(colderBy('small')).toBeGreaterThan(2);
  });
});

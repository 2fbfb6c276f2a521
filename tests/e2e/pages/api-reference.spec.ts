import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '../support';

const run = promisify(execFile);

test.describe('the API page', () => {
  test('describes every operation the server says it has', async ({ page }) => {
    const document: { paths: Record<string, Record<string, { operationId: string; summary: string }>> } = await (
      await page.request.get('/api/openapi.json')
    ).json();
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.length).toBeGreaterThan(0);
    await page.goto('/api-reference');
    await expect(page.locator('details')).toHaveCount(operations.length);
    for (const { operationId, summary } of operations)
      await expect(page.locator(`#${operationId} > summary`)).toContainText(summary);
  });

  test('has examples that work as they stand', async ({ page }) => {
    await page.goto('/api-reference');
    const examples = page.getByRole('main').locator('pre');
    // The page learns its own address in the browser.
    await expect(examples.first()).toContainText(new URL(page.url()).origin);
    const [json, binary, row, batch] = await examples.allInnerTexts();
    for (const inference of [json, binary]) {
      const { stdout } = await run('bash', ['-c', inference ?? 'exit 1']);
      expect(JSON.parse(stdout)).toMatchObject({ model_name: 'digits', outputs: [{ shape: [1, 10] }] });
    }
    const loan = await run('bash', ['-c', row ?? 'exit 1']);
    expect(JSON.parse(loan.stdout)).toMatchObject({ model_name: 'credit-risk', outputs: [{ shape: [1, 2] }] });
    const { stdout } = await run('bash', ['-c', batch ?? 'exit 1']);
    expect(stdout).toContain('event:');
  });
});

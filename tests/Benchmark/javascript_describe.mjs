// Describes Map Runs with the AWS SDK for JavaScript and prints seconds, results and losses: MODE PARALLEL COUNT URL.
import { createRequire } from "node:module";

// Found as a script in the current folder would find it, or by NODE_PATH.
const { SFNClient, DescribeMapRunCommand } = createRequire(process.cwd() + "/")("@aws-sdk/client-sfn");
const [mode, parallel, count, endpoint] = process.argv.slice(2);
const client = new SFNClient({ endpoint, region: "eu-central-1", retryMode: mode });
let next = 0;
let served = 0;

async function describeInTurn() {
  while (next < Number(count)) {
    const mapRunArn = `arn:aws:states:eu-central-1:123456789012:mapRun:Faults/Run${next++}:0`;
    try {
      await client.send(new DescribeMapRunCommand({ mapRunArn }));
      served++;
    } catch {
      // Lost.
    }
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: Number(parallel) }, describeInTurn));
console.log((performance.now() - start) / 1000, served, Number(count) - served);

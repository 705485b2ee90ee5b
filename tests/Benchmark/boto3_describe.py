"""Describes Map Runs with boto3 and prints seconds, results and losses: MODE THREADS COUNT URL [PASSES].

With more than one pass, those that were lost are asked for again; the losses are those of the first pass.
"""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

mode, threads, count, url = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
passes = int(sys.argv[5]) if len(sys.argv) > 5 else 1
# A response may take as long as with the module.
config = Config(retries={"mode": mode}, max_pool_connections=threads, read_timeout=30)
client = boto3.client("stepfunctions", endpoint_url=url, region_name="eu-central-1", config=config)
arns = [f"arn:aws:states:eu-central-1:123456789012:mapRun:Faults/Run{i}:0" for i in range(count)]


def describe(arn):
    try:
        # boto3 takes a page of HTML for a response without members.
        return 1 if client.describe_map_run(mapRunArn=arn).get("mapRunArn") == arn else 0
    except Exception:
        return 0


def lost(arns):
    if threads == 1:
        served = list(map(describe, arns))
    else:
        with ThreadPoolExecutor(threads) as pool:
            served = list(pool.map(describe, arns))
    return [arn for arn, is_served in zip(arns, served) if not is_served]


start = time.perf_counter()
left = lost(arns)
first_lost = len(left)
for _ in range(passes - 1):
    left = lost(left)
print(time.perf_counter() - start, count - len(left), first_lost)

"""Creates stacks of a translated template in moto and prints what came of them, as JSON.

Usage: create.py <translated.json> [key of the code in the bucket "packaged"] < {"<stack name>": {"<parameter>": "<value>"}}
All stacks live side by side in one account.
"""

import ast
import json
import os
import pathlib
import sys

os.environ.update(AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing")

import boto3  # noqa: E402
from moto import mock_aws  # noqa: E402


def document(policy):
    """moto hands a role's inline policies back as Python text, and others as they are."""
    return ast.literal_eval(policy) if isinstance(policy, str) else policy


def created(name, outputs):
    function = boto3.client("lambda").get_function(FunctionName=outputs["FunctionName"])
    queue, topic = outputs["FailedRunsUrl"], outputs["TopicArn"]
    groups = boto3.client("logs").describe_log_groups(logGroupNamePrefix=outputs["LogGroupName"])["logGroups"]
    role, iam = outputs["RoleArn"].split("/")[-1], boto3.client("iam")
    policies = iam.list_role_policies(RoleName=role)["PolicyNames"]
    return {
        "Outputs": outputs,
        "Function": function["Configuration"],
        "ReservedConcurrency": function.get("Concurrency", {}).get("ReservedConcurrentExecutions"),
        "Topics": [t["TopicArn"] for t in boto3.client("sns").list_topics()["Topics"] if name in t["TopicArn"]],
        "TopicKey": boto3.client("sns").get_topic_attributes(TopicArn=topic)["Attributes"].get("KmsMasterKeyId"),
        "Queue": boto3.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"],
        "LogGroup": next(g for g in groups if g["logGroupName"] == outputs["LogGroupName"]),
        "Policies": {p: document(iam.get_role_policy(RoleName=role, PolicyName=p)["PolicyDocument"]) for p in policies},
        "AttachedPolicies": iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"],
    }


def create(name, parameters, body):
    cloudformation = boto3.client("cloudformation")
    given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    cloudformation.create_stack(StackName=name, TemplateBody=body, Parameters=given, Capabilities=["CAPABILITY_IAM"])
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    return {"Status": stack["StackStatus"], **created(name, outputs)}


with mock_aws():
    boto3.client("s3").create_bucket(Bucket="packaged")
    boto3.client("s3").put_object(Bucket="packaged", Key=(sys.argv[2:] or ["code.zip"])[0], Body=b"not run")
    boto3.client("sns").create_topic(Name="existing")
    template = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    print(json.dumps({name: create(name, given, template) for name, given in json.load(sys.stdin).items()}, default=str))

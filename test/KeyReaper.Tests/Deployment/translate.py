"""Prints the CloudFormation template that the SAM transform makes of a SAM template, as JSON. Usage: translate.py <template.yaml>"""

import json
import os
import pathlib
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")  # the translator asks boto3 for the partition

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402


class NoManagedPolicies:
    def load(self):
        return {}


def packaged(template):
    """What `sam package` does first: the transform takes code from S3 only."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function" and isinstance(resource["Properties"].get("CodeUri", ""), str):
            resource["Properties"]["CodeUri"] = "s3://packaged/code.zip"
    return template


source = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
print(json.dumps(transform(packaged(yaml_parse(source)), {}, NoManagedPolicies()), indent=2))

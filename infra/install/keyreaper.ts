// Installs KeyReaper from a release in a stack of your own. The template has to be beside this file, the package in the bucket.
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const stack = new Stack(new App(), 'keyreaper');
new CfnInclude(stack, 'KeyReaper', {
  templateFile: 'keyreaper.yaml',
  parameters: { CodeBucket: 'amzn-s3-demo-bucket', Email: 'you@example.com', UnusedDays: 45 },
});

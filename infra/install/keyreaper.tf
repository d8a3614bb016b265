# Installs KeyReaper from a release, whose two files have to be beside this one.
resource "aws_s3_object" "keyreaper" {
  bucket = "amzn-s3-demo-bucket"
  key    = "keyreaper-1.0.0-arm64.zip"
  source = "keyreaper-1.0.0-arm64.zip"
}

resource "aws_cloudformation_stack" "keyreaper" {
  name          = "keyreaper"
  template_body = file("keyreaper.yaml")
  capabilities  = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
  parameters    = { CodeBucket = aws_s3_object.keyreaper.bucket, Email = "you@example.com", UnusedDays = "45" }
}

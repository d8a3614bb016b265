using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Any request to IAM.</summary>
public class AmazonIdentityManagementServiceRequest : AmazonWebServiceRequest;

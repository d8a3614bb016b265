using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>Any request to SNS.</summary>
public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest;

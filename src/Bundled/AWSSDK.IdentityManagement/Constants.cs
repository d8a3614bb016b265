using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>An access key's status. Compare with <c>==</c>, which compares the value; IAM may add values.</summary>
public class StatusType : ConstantClass
{
    public static readonly StatusType Active = new("Active");
    public static readonly StatusType Expired = new("Expired");
    public static readonly StatusType Inactive = new("Inactive");

    public StatusType(string value) : base(value) { }

    /// <summary>The constant of that value, made on the fly if it is not one of the above.</summary>
    public static StatusType FindValue(string value) => FindValue<StatusType>(value);

    public static implicit operator StatusType(string value) => FindValue(value);
}

/// <summary>How far the credential report is.</summary>
public class ReportStateType : ConstantClass
{
    public static readonly ReportStateType COMPLETE = new("COMPLETE");
    public static readonly ReportStateType INPROGRESS = new("INPROGRESS");
    public static readonly ReportStateType STARTED = new("STARTED");

    public ReportStateType(string value) : base(value) { }

    /// <inheritdoc cref="StatusType.FindValue(string)"/>
    public static ReportStateType FindValue(string value) => FindValue<ReportStateType>(value);

    public static implicit operator ReportStateType(string value) => FindValue(value);
}

/// <summary>The credential report's media type.</summary>
public class ReportFormatType : ConstantClass
{
    public static readonly ReportFormatType TextCsv = new("text/csv");

    public ReportFormatType(string value) : base(value) { }

    /// <inheritdoc cref="StatusType.FindValue(string)"/>
    public static ReportFormatType FindValue(string value) => FindValue<ReportFormatType>(value);

    public static implicit operator ReportFormatType(string value) => FindValue(value);
}

/// <summary>The kind of permissions boundary.</summary>
public class PermissionsBoundaryAttachmentType : ConstantClass
{
    public static readonly PermissionsBoundaryAttachmentType PermissionsBoundaryPolicy = new("PermissionsBoundaryPolicy");

    public PermissionsBoundaryAttachmentType(string value) : base(value) { }

    /// <inheritdoc cref="StatusType.FindValue(string)"/>
    public static PermissionsBoundaryAttachmentType FindValue(string value) => FindValue<PermissionsBoundaryAttachmentType>(value);

    public static implicit operator PermissionsBoundaryAttachmentType(string value) => FindValue(value);
}

using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>
/// How to delete users who have nothing left to sign in with: a function for a POSIX shell, and one line for each user. It removes what IAM wants removed
/// first, but only after checking that the user has nothing active:
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
/// </summary>
internal static class UserDeletion
{
    public const string Introduction = "Paste the function once, then a user's line. It first checks what the credential report does not show, such as SSH keys and API keys of single services, and leaves the user alone if any of it is active.";

    public static IReadOnlyList<string> Function { get; } =
    """
    delete_iam_user() (
      set -e
      user=$1
      iam() { action=$1; shift; aws iam "$action" --user-name="$user" "$@"; }
      ids() { iam "$1" --output text --query "$2"; }
      each() {
        found=$(ids "$1" "$2")
        for id in $found; do iam "$3" "$4=$id"; done
      }
      case $(iam get-login-profile 2>&1) in
        *NoSuchEntity*) ;;
        *) echo "$user may have a password: left alone" >&2; exit 1 ;;
      esac
      on=$(ids list-access-keys "AccessKeyMetadata[?Status=='Active'].AccessKeyId" &&
        ids list-signing-certificates "Certificates[?Status=='Active'].CertificateId" &&
        ids list-ssh-public-keys "SSHPublicKeys[?Status=='Active'].SSHPublicKeyId" &&
        ids list-service-specific-credentials \
          "ServiceSpecificCredentials[?Status=='Active'].ServiceSpecificCredentialId")
      on=$(echo $on)
      if [ "$on" ]; then echo "$user has $on: left alone" >&2; exit 1; fi
      each list-access-keys 'AccessKeyMetadata[].AccessKeyId' delete-access-key --access-key-id
      each list-mfa-devices 'MFADevices[].SerialNumber' deactivate-mfa-device --serial-number
      for id in $found; do
        case $id in *:mfa/*) aws iam delete-virtual-mfa-device --serial-number="$id" ;; esac
      done
      each list-signing-certificates 'Certificates[].CertificateId' \
        delete-signing-certificate --certificate-id
      each list-ssh-public-keys 'SSHPublicKeys[].SSHPublicKeyId' \
        delete-ssh-public-key --ssh-public-key-id
      each list-service-specific-credentials \
        'ServiceSpecificCredentials[].ServiceSpecificCredentialId' \
        delete-service-specific-credential --service-specific-credential-id
      each list-attached-user-policies 'AttachedPolicies[].PolicyArn' detach-user-policy --policy-arn
      each list-user-policies 'PolicyNames[]' delete-user-policy --policy-name
      each list-groups-for-user 'Groups[].GroupName' remove-user-from-group --group-name
      iam delete-user
      echo "$user is deleted"
    )
    """.Split('\n');

    public static string Of(SignIn user) => $"delete_iam_user {Commands.Word(user.User.Name)}";
}

using System.Globalization;
using Amazon;
using Amazon.Runtime.Internal;

namespace KeyReaper.Bundled.Query;

/// <summary>Writes request members as Query-protocol parameters. A member that is not set is not sent.</summary>
internal static class QueryParameters
{
    extension(ParameterCollection parameters)
    {
        public void Write(string name, string value)
        {
            if (value is not null)
            {
                parameters.Add(name, value);
            }
        }

        public void Write(string name, int? value) => parameters.Write(name, value?.ToString(CultureInfo.InvariantCulture));

        /// <summary>Writes <c>name.member.1</c>, <c>name.member.2</c> and so on; a list set to empty is sent as <c>name=</c>.</summary>
        public void WriteMembers<T>(string name, List<T> members, Action<string, T> write)
        {
            if (members is { Count: 0 } && !AWSConfigs.InitializeCollections)
            {
                parameters.Add(name, "");
            }

            foreach (var (index, member) in (members ?? []).Index())
            {
                write($"{name}.member.{index + 1}", member);
            }
        }
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using KeyReaper.Cli.Live;
using KeyReaper.Cli.Shell;
using KeyReaper.Words;

namespace KeyReaper.Cli.Accounts;

/// <summary>The options for a preview of many accounts: which ones, and how to enter them.</summary>
internal sealed partial class AccountsOptions
{
    private const string UsualRole = "OrganizationAccountAccessRole"; // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html
    private const int MostAtOnce = 50;

    private readonly Option<string?> ids = new("--accounts") { HelpName = "ids", Description = "Looks at these accounts, by a role in each: ids separated by commas or blanks; - reads them from standard input." };
    private readonly Option<string?> profiles = new("--profiles") { HelpName = "names", Description = "Looks at the accounts of these profiles, separated by commas, instead of one." };
    private readonly Option<string> role = new("--role-name") { HelpName = "name", Description = $"The role to assume in each of --accounts, with its path if it has one. Default {UsualRole}.", DefaultValueFactory = _ => UsualRole };
    private readonly Option<string?> externalId = new("--external-id") { HelpName = "id", Description = "The sts:ExternalId that the roles' trust policies require." };
    private readonly Option<int> atOnce = new("--accounts-at-once") { HelpName = "number", Description = $"How many accounts to look at at the same time, 1 to {MostAtOnce}. Default 8.", DefaultValueFactory = _ => 8, CustomParser = Number };

    public IEnumerable<Option> All => [ids, profiles, role, externalId, atOnce];

    public int AtOnce(ParseResult given) => given.GetValue(atOnce);

    public bool Asked(ParseResult given) => given.GetValue(ids) is not null || given.GetValue(profiles) is not null;

    public IReadOnlyList<string> Profiles(ParseResult given) => [.. Words(given.GetValue(profiles) ?? "").Distinct()];

    public RoleInAccounts Role(ParseResult given) => new(given.GetValue(role)!, given.GetValue(externalId));

    /// <summary>The ids in the order given, each once.</summary>
    /// <exception cref="LiveException">No id was given, or one is not valid.</exception>
    public IReadOnlyList<string> Ids(ParseResult given, TextReader input)
    {
        var text = given.GetValue(ids) is "-" ? input.ReadToEnd() : given.GetValue(ids) ?? "";
        string[] found = [.. text.Split([',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct()];
        return found.FirstOrDefault(id => !AccountId().IsMatch(id)) is { } odd ? throw new LiveException($"--accounts has '{Wording.Plain(odd)}'. Valid: account ids of twelve digits.")
            : found.Length == 0 ? throw new LiveException("--accounts names no account.")
            : found;
    }

    public void Validate(CommandResult given)
    {
        var (byRole, byProfile) = (given.Typed(ids) is not null, given.Typed(profiles) is not null);
        if (byRole && byProfile) given.AddError("--accounts and --profiles are two ways to name the accounts. Take one.");
        if (byProfile && given.GetResult("--profile") is { } and not OptionResult { Implicit: true }) given.AddError("--profile is for one, and --profiles names several.");
        if (byProfile && Words(given.Typed(profiles)!).Length == 0) given.AddError("--profiles names no profile.");
        foreach (var option in new Option[] { role, externalId }.Where(option => !byRole && given.GetResult(option) is { Implicit: false })) given.AddError($"{option.Name} is for the accounts of --accounts.");
        if (given.Typed(role) is { } name && !RoleForm().IsMatch(name)) given.AddError($"--role-name is '{Wording.Plain(name)}'. Valid: the name of an IAM role, with its path if it has one, such as {UsualRole}.");
        if (given.Typed(externalId) is { } id && !ExternalIdForm().IsMatch(id)) given.AddError("--external-id must have 2 to 1,224 letters, digits and characters of =,.@:/_+-.");
    }

    private static int Number(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostAtOnce) return number;

        argument.AddError($"--accounts-at-once is '{Wording.Plain(text)}'. Valid: whole numbers from 1 to {MostAtOnce}.");
        return 1;
    }

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountId();

    [GeneratedRegex(@"\A([\w+=,.@-]+/)*[\w+=,.@-]{1,64}\z", RegexOptions.ECMAScript)]
    private static partial Regex RoleForm();

    [GeneratedRegex(@"\A[\w+=,.@:/-]{2,1224}\z", RegexOptions.ECMAScript)]
    private static partial Regex ExternalIdForm();
}

/// <summary>The role by which to enter each of the accounts.</summary>
/// <param name="Name">With its path, such as <c>security/Audit</c>.</param>
internal sealed record RoleInAccounts(string Name, string? ExternalId);

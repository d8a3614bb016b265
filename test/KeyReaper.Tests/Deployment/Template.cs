using System.Text.Json.Nodes;

namespace KeyReaper.Tests.Deployment;

/// <summary>A template, as written or as the SAM transform makes it, and the stacks it describes.</summary>
internal sealed class Template(JsonObject root)
{
    private static readonly Lazy<string> Transformed = new(() => Translate("template.yaml"));

    public static Template Source { get; } = Of("template.yaml");

    /// <summary>The stack that goes through the accounts of an organization.</summary>
    public static Template Hub { get; } = Of("infra/organization/hub.yaml");

    /// <summary>The role in every account of an organization.</summary>
    public static Template Spoke { get; } = Of("infra/organization/spoke-role.yaml");

    /// <summary>Needs python3 with samtranslator: <c>[InstalledFact("python3 samtranslator")]</c>.</summary>
    public static Template Translated => new(JsonNode.Parse(TranslatedJson)!.AsObject());

    public static string TranslatedJson => Transformed.Value;

    public JsonObject Root { get; } = root;

    public IReadOnlyDictionary<string, Parameter> Parameters { get; } =
        root[nameof(Parameters)]!.AsObject().ToDictionary(entry => entry.Key, entry => new Parameter(entry.Key, entry.Value!.AsObject()));

    /// <summary>Every action the function's role is allowed once the stack is live and encrypted, as written (<c>kms:GenerateDataKey*</c>).</summary>
    public IReadOnlySet<string> GrantedActions =>
        With(("DryRun", "false"), ("Encryption", "create")).RoleStatements()
            .Where(statement => statement.Effect == "Allow").SelectMany(statement => statement.Actions).ToHashSet();

    /// <summary>The function's environment under the parameters' defaults. TOPIC_ARN is <c>${Topic}</c>: only a deployment knows it.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => With().EnvironmentVariables;

    /// <summary>The result of the SAM transform of a template. Needs the same as <see cref="Translated"/>.</summary>
    public static string Translate(string file) => Tool.Run("python3", [Repository.PathOf("test/KeyReaper.Tests/Deployment/translate.py"), file]).OutputOfSuccess();

    private static Template Of(string file) => new(ShortForm.Read(Repository.Read(file)));

    /// <summary>The stack that results from these parameter values, and the defaults of all others.</summary>
    public Stack With(params (string Parameter, string Value)[] given)
    {
        var values = Parameters.ToDictionary(entry => entry.Key, entry => entry.Value.Default);
        foreach (var (parameter, value) in given)
        {
            if (!Parameters[parameter].Accepts(value))
                throw new ArgumentException($"{parameter} does not accept '{value}'.", nameof(given));
            values[parameter] = value;
        }

        return new Stack(Root, new Intrinsics(Root, values));
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Asked;

/// <summary>
/// What an event asks for. Events that <see cref="Valid"/> does not list are refused: what is not understood may have been meant to make the pass safer.
/// An event can only make a pass safer than the function's environment does.
/// </summary>
/// <param name="Spoke">The account to go through; null for the function's own.</param>
internal sealed partial record PassRequest(bool DryRun = false, Spoke? Spoke = null)
{
    // An event that names a spoke must have all three, so that nothing is guessed: a pass over the wrong account cannot be taken back.
    private static readonly string[] Together = ["accountId", "roleArn", "organizationId"];
    private static readonly string[] BesideThem = ["externalId", "overrides", "rehearsal", "most"];
    private static readonly string[] Ours = ["dryRun", .. Together, .. BesideThem];

    private static readonly string Valid =
        $"nothing, null, {{}}, {{\"dryRun\": true}}, {{\"dryRun\": false}}, a hub's event ({string.Join(", ", Ours)}), and EventBridge's Scheduled Event with an empty detail ({string.Join(", ", ScheduledEvent.Names)})";

    /// <summary>See <see cref="KeyReaper.Asked.Overrides"/>: those of the organization's root, then of each unit down to the account. Each is applied to the result of the one before.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Overrides { get; private init; } = [];

    /// <summary>The pass belongs to a run's first round. It acts on nothing, and if it leaves nothing to be done it is the account's only one.</summary>
    public bool Rehearsal { get; private init; }

    /// <summary>How much a pass in a live run's second round may do.</summary>
    public Most? Most { get; private init; }

    /// <summary>The account is one in which a live run acts.</summary>
    public bool IsOfLiveAccount => Rehearsal || Most is not null;

    /// <param name="json">One of the events that SECURITY.md lists, or nothing. KeyReaper's own names may be in any case; those of AWS must be as AWS writes them.</param>
    /// <exception cref="EventException">It is neither.</exception>
    public static async Task<PassRequest> ReadAsync(Stream json)
    {
        using var buffer = new MemoryStream();
        await json.CopyToAsync(buffer);
        if (buffer.Length == 0) return new();

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        }
        catch (JsonException error)
        {
            throw new EventException($"it is not JSON ({error.Message}). Valid: {Valid}", error);
        }

        using (document)
        {
            try
            {
                return Read(document.RootElement);
            }
            catch (InvalidOperationException error)
            {
                throw new EventException("it holds text that is not Unicode", error);
            }
        }
    }

    /// <exception cref="EventException">The function is not set up for what the event asks.</exception>
    public void MustSuit(Settings settings)
    {
        if (Spoke is not null) Spoke.MustSuit(settings);
        else if (settings.OrganizationId is { } organization)
            throw new EventException($"it names no account, and this function serves those of organization {organization}, by its state machine. Valid: {string.Join(", ", Together)}");
    }

    /// <summary>In an organization, a pass may act only as part of a run. Otherwise an execution that began before an update of the stack could bypass the organization's brake.</summary>
    /// <exception cref="EventException">The event says neither that the pass is a rehearsal nor how much it may do.</exception>
    public void MustBoundALivePass()
    {
        if (Spoke is not null && Rehearsal == Most is not null)
            throw new EventException("it has to say either that the pass is a rehearsal or what it may do at most, since this hub is live. Valid: one of rehearsal and most, or dryRun");
    }

    private static PassRequest Read(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Null) return new();
        if (root.ValueKind is not JsonValueKind.Object) throw new EventException($"it is a JSON {Word(root)}. Valid: {Valid}");

        var named = Properties(root);
        if (ScheduledEvent.Is(named)) return new();

        string[] strangers = [.. named.Keys.Except(Ours, StringComparer.OrdinalIgnoreCase)];
        if (strangers.Length == 0) return new(BooleanIn(named, "dryRun"), SpokeIn(named)) { Overrides = OverridesIn(named), Rehearsal = BooleanIn(named, "rehearsal"), Most = MostIn(named) };

        throw strangers.Except(ScheduledEvent.Names, StringComparer.Ordinal).ToArray() is { Length: > 0 } unknown
            ? new EventException($"it has unknown names: {Wording.Plain(string.Join(", ", unknown))}. Valid: {Valid}")
            : new EventException($"it has {string.Join(", ", strangers)}, but is not a Scheduled Event of EventBridge with an empty detail and nothing else. Valid: {Valid}");
    }

    private static bool BooleanIn(Dictionary<string, JsonElement> named, string name) => named.TryGetValue(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new EventException($"{name} is a JSON {Word(value)}. Valid: true and false, without quotes"),
    };

    private static Most? MostIn(Dictionary<string, JsonElement> named)
    {
        if (!named.TryGetValue("most", out var most)) return null;
        if (most.ValueKind is not JsonValueKind.Object) throw new EventException($"most is a JSON {Word(most)}. Valid: {{\"deactivations\": 0, \"deletions\": 0}}, with numbers");

        var numbers = Properties(most);
        return numbers.Keys.FirstOrDefault(name => !name.Equals("deactivations", StringComparison.OrdinalIgnoreCase) && !name.Equals("deletions", StringComparison.OrdinalIgnoreCase)) is { } unknown
            ? throw new EventException($"{Wording.Plain(unknown)} of most is unknown. Valid: deactivations, deletions")
            : new(Number("deactivations"), Number("deletions"));

        int Number(string name) => numbers.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw new EventException($"{name} of most is {(numbers.TryGetValue(name, out var other) ? other.GetRawText() : "missing")}. Valid: whole numbers from 0");
    }

    private static Spoke? SpokeIn(Dictionary<string, JsonElement> named)
    {
        string[] missing = [.. Together.Where(name => !named.ContainsKey(name))];
        if (missing.Length == Together.Length && !BesideThem.Any(named.ContainsKey)) return null;
        if (missing.Length > 0) throw new EventException($"it lacks {string.Join(" and ", missing)}. Valid: {string.Join(", ", Together)} together, or none of them");

        return new(
            Text("accountId", AccountForm(), "the 12 digits of an account's id"),
            Text("roleArn", null, "the ARN of the role to assume"),
            Text("organizationId", null, "the id of the hub's organization"),
            named.TryGetValue("externalId", out var id) && id.ValueKind is not JsonValueKind.Null // null is how a hub says that it has none
                ? Text("externalId", ExternalIdForm(), "2 to 1224 letters, digits and _+=,.@:/-")
                : null);

        // A text without a form is compared, as it stands, with the hub's settings.
        string Text(string name, Regex? form, string valid)
        {
            if (named[name] is { ValueKind: not JsonValueKind.String } other) throw new EventException($"{name} is a JSON {Word(other)}. Valid: {valid}");
            var text = named[name].GetString()!;
            return form?.IsMatch(text) is false ? throw new EventException($"{name} is '{Wording.Plain(text)}'. Valid: {valid}") : text;
        }
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> OverridesIn(Dictionary<string, JsonElement> named)
    {
        if (!named.TryGetValue("overrides", out var levels)) return [];
        if (levels.ValueKind is not JsonValueKind.Array) throw new EventException($"overrides is a JSON {Word(levels)}. Valid: an array of objects");

        return [.. levels.EnumerateArray().Select(Level)];
    }

    private static IReadOnlyDictionary<string, string> Level(JsonElement level)
    {
        if (level.ValueKind is not JsonValueKind.Object) throw new EventException($"overrides holds a JSON {Word(level)}. Valid: an array of objects");

        return Properties(level).ToDictionary(one => one.Key, one => one.Value.ValueKind switch
        {
            JsonValueKind.String => one.Value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => one.Value.GetRawText(),
            _ => throw new EventException($"{Wording.Plain(one.Key)} of overrides is a JSON {Word(one.Value)}. Valid: strings, numbers, true and false"),
        });
    }

    /// <summary>By name, ignoring case.</summary>
    private static Dictionary<string, JsonElement> Properties(JsonElement of)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in of.EnumerateObject())
        {
            if (!properties.TryAdd(property.Name, property.Value)) throw new EventException($"{Wording.Plain(property.Name)} is given twice");
        }

        return properties;
    }

    private static string Word(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"\A[\w+=,.@:/-]{2,1224}\z", RegexOptions.ECMAScript)]
    private static partial Regex ExternalIdForm();
}

internal sealed class EventException(string problem, Exception? cause = null)
    : Exception($"KeyReaper did nothing: its event is refused: {problem}.", cause);

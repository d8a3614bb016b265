using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;
using KeyReaper.Asked;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Pass;

/// <summary>The answer of one invocation. Numbers count access keys unless the name says otherwise.</summary>
/// <param name="Account">The 12-digit account id.</param>
/// <param name="Mode"><c>DRY RUN</c> or <c>LIVE</c>. In a dry run the counts of acts say what would have been done.</param>
/// <param name="Outcome"><c>quiet</c>, <c>due</c>, <c>changed</c>, or <c>attention</c> if the pass did less than it should have.</param>
/// <param name="Result">What came of the pass, in a sentence or two.</param>
/// <param name="Failed">Keys and users that could not be read, and acts that failed.</param>
/// <param name="BrakeTripped">Whether more was planned than the brake allows. A live pass then did not do it.</param>
/// <param name="Inventory">How the users were found, and why; cut off if it is long.</param>
/// <param name="Alias">The account's alias, if it has one.</param>
/// <param name="SchemaVersion">The version of this answer, which <c>infra/answer.schema.json</c> describes. Null in answers of older versions of KeyReaper.</param>
/// <param name="RunId">The id of the invocation, which is also in Lambda's log.</param>
/// <param name="ToDo">In an organization: what the pass left to be done because it rehearsed or was not allowed more. Null if that is nothing, or if no run would ever do it.</param>
/// <param name="Ahead">How much falls due on which day; null if nothing does.</param>
/// <param name="RootAccessKeys">Active access keys of the root user; null if not known, since only the credential report shows them.</param>
public sealed record Summary(
    string Account,
    string Mode,
    string Outcome,
    string Result,
    int Users,
    int ExemptUsers,
    int Keys,
    int InUse,
    int DueSoon,
    int InGrace,
    int Deactivated,
    int Deleted,
    int GraceStarted,
    int Reactivated,
    int Failed,
    int NotAttempted,
    bool BrakeTripped,
    string Inventory,
    bool Published,
    string? Alias = null,
    string? SchemaVersion = null,
    string? RunId = null,
    ToDo? ToDo = null,
    IReadOnlyList<Due>? Ahead = null,
    int? RootAccessKeys = null)
{
    /// <summary>What <see cref="Outcome"/> says. A word that is not known counts as attention.</summary>
    internal Upshot Upshot => Enum.GetValues<Upshot>().Where(upshot => JsonWord.Of(upshot) == Outcome).DefaultIfEmpty(Upshot.Attention).Single();

    internal bool Rehearsed => Mode == Settings.DryRunMode;

    /// <summary>How much the live pass after this rehearsal may do. Includes what the account's own brake stops, so that it trips then too.</summary>
    internal string Most => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Deactivated} {Deleted}");

    /// <summary>The rehearsal as it counts when the organization's brake stopped the rest: as a live pass that did none of it.</summary>
    internal Summary AsStopped() => Rehearsed && ToDo is not null ? this with { Mode = Settings.LiveMode, Deactivated = 0, Deleted = 0, GraceStarted = 0, Reactivated = 0 } : this;

    /// <summary>Whether the brake would trip on going live. In a rehearsal there is nothing for it to stop.</summary>
    internal bool WouldTrip => Rehearsed && BrakeTripped;
}

[JsonSerializable(typeof(Summary))]
public sealed partial class SummaryJson : JsonSerializerContext;

/// <summary>Source-generated, in camel case like the event.</summary>
public sealed class SummarySerializer() : SourceGeneratorLambdaJsonSerializer<SummaryJson>(
    options => options.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);

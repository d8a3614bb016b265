using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;
using KeyReaper.Asked;
using KeyReaper.Rules;
using KeyReaper.Words;

namespace KeyReaper.Pass;

/// <summary>The answer of one invocation: counts of access keys unless the name says otherwise.</summary>
/// <param name="Account">The 12-digit account id.</param>
/// <param name="Mode"><c>DRY RUN</c> or <c>LIVE</c>. In a dry run the counts of acts are of what would have been done.</param>
/// <param name="Outcome"><c>quiet</c>, <c>due</c>, <c>changed</c>, or <c>attention</c> if the pass did less than it should have.</param>
/// <param name="Result">The pass in a sentence or two.</param>
/// <param name="Failed">Keys and users that could not be read, and acts that failed.</param>
/// <param name="BrakeTripped">More would be done than the brake allows. A live pass then did nothing.</param>
/// <param name="Inventory">How the users were found, and why; its beginning if that is long.</param>
/// <param name="Alias">Of the account, if it has one.</param>
/// <param name="SchemaVersion">Of this answer, which <c>infra/answer.schema.json</c> describes. Null in answers from before it had one.</param>
/// <param name="RunId">The id of the invocation, which Lambda's log has, too.</param>
/// <param name="ToDo">Of one account of many: what the pass leaves to be done, since it rehearsed or was let do no more. Null if that is nothing, or nothing in any run.</param>
/// <param name="Ahead">What falls due on which day; null if nothing does.</param>
/// <param name="RootAccessKeys">Active access keys of the root user; null where it is not known, as only the credential report tells.</param>
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
    /// <summary>What <see cref="Outcome"/> says; what is not understood wants attention.</summary>
    internal Upshot Upshot => Enum.GetValues<Upshot>().Where(upshot => JsonWord.Of(upshot) == Outcome).DefaultIfEmpty(Upshot.Attention).Single();

    internal bool Rehearsed => Mode == Settings.DryRunMode;

    /// <summary>What a live pass may do that is to do no more than this one rehearsed; what the account's own brake stops is as much then.</summary>
    internal string Most => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Deactivated} {Deleted}");

    /// <summary>The same pass where the organization's brake stopped what it left to be done: a live one that did nothing of it.</summary>
    internal Summary AsStopped() => Rehearsed && ToDo is not null ? this with { Mode = Settings.LiveMode, Deactivated = 0, Deleted = 0, GraceStarted = 0, Reactivated = 0 } : this;

    /// <summary>A rehearsal's brake stops nothing. Going live, it would.</summary>
    internal bool WouldTrip => Rehearsed && BrakeTripped;
}

[JsonSerializable(typeof(Summary))]
public sealed partial class SummaryJson : JsonSerializerContext;

/// <summary>Source-generated and in camel case, like the event.</summary>
public sealed class SummarySerializer() : SourceGeneratorLambdaJsonSerializer<SummaryJson>(
    options => options.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);

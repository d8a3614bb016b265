namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What became of a key in a pass, as noted by who stands beside it. What was read is that of before the key was deactivated or deleted.</summary>
/// <param name="ListedActive">The key was listed as Active.</param>
/// <param name="ActiveWhenRead">It was when it was listed last.</param>
/// <param name="ExemptWhenRead">The user was exempt when its tags were read last.</param>
/// <param name="UsedWhenRead">The last use, as IAM could tell it, when it was read last.</param>
/// <param name="Recorded">Its tag was written.</param>
/// <param name="TimesReactivated">By that tag.</param>
/// <param name="TriedInVain">A tag was to be written for which there was no room.</param>
/// <param name="Deactivated">When.</param>
/// <param name="Deleted">When.</param>
/// <param name="TagAtEffect">What was on record at that moment.</param>
/// <param name="ToldTurnedOn">The report has it that somebody turned the key back on.</param>
internal readonly record struct Noted(
    bool ListedActive, bool ActiveWhenRead, bool ExemptWhenRead, int? UsedWhenRead, bool Recorded, int TimesReactivated, bool TriedInVain,
    int? Deactivated, int? Deleted, Memory? TagAtEffect, bool ToldTurnedOn);

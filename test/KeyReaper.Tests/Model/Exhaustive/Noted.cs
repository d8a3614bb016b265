namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What happened to a key in a pass, as an observer notes it. What was read counts up to the key's deactivation or deletion.</summary>
/// <param name="ListedActive">Whether the key was listed as Active.</param>
/// <param name="ActiveWhenRead">Whether it was active when it was last listed.</param>
/// <param name="ExemptWhenRead">Whether the user was exempt when its tags were last read.</param>
/// <param name="UsedWhenRead">The last use that IAM could report when it was last read.</param>
/// <param name="Recorded">Whether its tag was written.</param>
/// <param name="TimesReactivated">How often it was turned back on, according to that tag.</param>
/// <param name="TriedInVain">Whether a tag should have been written for which there was no room.</param>
/// <param name="Deactivated">When it was deactivated.</param>
/// <param name="Deleted">When it was deleted.</param>
/// <param name="TagAtEffect">What was recorded at that moment.</param>
/// <param name="ToldTurnedOn">Whether the report says that somebody turned the key back on.</param>
internal readonly record struct Noted(
    bool ListedActive, bool ActiveWhenRead, bool ExemptWhenRead, int? UsedWhenRead, bool Recorded, int TimesReactivated, bool TriedInVain,
    int? Deactivated, int? Deleted, Memory? TagAtEffect, bool ToldTurnedOn);

namespace KeyReaper.Tests.Model.Exhaustive;

/// <summary>What can happen to a pass.</summary>
internal enum Mishap
{
    None,

    /// <summary>It is a dry run.</summary>
    DryRun,

    /// <summary>Too many keys of other users are to be deactivated.</summary>
    BrakeTripped,

    /// <summary>The user has as many tags as IAM allows.</summary>
    NoRoom,

    /// <summary>IAM refuses to deactivate and to delete.</summary>
    Forbidden,

    /// <summary>IAM refuses to say when keys were last used.</summary>
    LastUseDenied,

    /// <summary>The key is deactivated or deleted, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The process is killed after it wrote something. If it is killed before, that is the same as no pass.</summary>
    KilledAfterFirstWrite,
    KilledAfterSecondWrite,
    KilledAfterThirdWrite,
}

internal static class Mishaps
{
    /// <summary>After how many writes the process is killed; null if it is not.</summary>
    public static int? KilledAfter(this Mishap mishap) => mishap >= Mishap.KilledAfterFirstWrite ? mishap - Mishap.KilledAfterFirstWrite + 1 : null;
}

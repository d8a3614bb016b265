using KeyReaper.Rules;

namespace KeyReaper.Reporting;

/// <summary>A requirement that auditors check, and what in KeyReaper's work is evidence for it.</summary>
/// <param name="WithinDays">After how many idle days the key has to be off; null if the requirement gives no number.</param>
internal sealed record Control(string Id, int? WithinDays, params IReadOnlyList<Act> ServedBy)
{
    /// <summary>What else it asks about, which KeyReaper reports but never acts on.</summary>
    public IReadOnlyList<Telling> Told { get; init; } = [Telling.Passwords];
}

internal enum Telling
{
    /// <summary>Console passwords that nobody uses.</summary>
    Passwords,

    /// <summary>Users with nothing to sign in with.</summary>
    Users,
}

/// <summary>
/// Which requirements an act serves. Those about unused credentials are met once the key is inactive: Config and Security Hub check active keys only.
/// Deletion serves those that speak of removing: AC-2 f (remove accounts), A.5.18 (remove access rights), CC6.2 and CC6.3 (remove credentials and
/// access). Starting a grace period and recording a reactivation are KeyReaper's own bookkeeping, and evidence for nothing.
/// </summary>
internal static class Controls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("CIS-AWS-1.4.0-1.12", 45, Act.Deactivate),
        new("CIS-AWS-1.5.0-1.12", 45, Act.Deactivate),
        new("CIS-AWS-2.0.0-1.12", 45, Act.Deactivate),
        new("CIS-AWS-3.0.0-1.12", 45, Act.Deactivate),
        new("CIS-AWS-4.0.1-1.12", 45, Act.Deactivate),
        new("CIS-AWS-5.0.0-1.11", 45, Act.Deactivate),
        new("CIS-AWS-6.0.0-2.11", 45, Act.Deactivate),
        new("CIS-AWS-7.0.0-2.11", 45, Act.Deactivate),
        new("SecurityHub-IAM.8", 90, Act.Deactivate),
        new("SecurityHub-IAM.22", 45, Act.Deactivate),
        new("PCI-DSS-4.0.1-8.2.6", 90, Act.Deactivate) { Told = [Telling.Passwords, Telling.Users] },
        new("NIST-800-53-r5-AC-2", null, Act.Delete) { Told = [Telling.Users] },
        new("NIST-800-53-r5-AC-2(3)", null, Act.Deactivate) { Told = [Telling.Passwords, Telling.Users] },
        new("NIST-800-53-r5-AC-6", null, Act.Deactivate),
        new("ISO-27001-2022-A.5.15", null, Act.Deactivate),
        new("ISO-27001-2022-A.5.18", null, Act.Deactivate, Act.Delete) { Told = [Telling.Passwords, Telling.Users] },
        new("SOC2-CC6.1", null, Act.Deactivate),
        new("SOC2-CC6.2", null, Act.Deactivate, Act.Delete) { Told = [Telling.Passwords, Telling.Users] },
        new("SOC2-CC6.3", null, Act.Deactivate, Act.Delete) { Told = [Telling.Passwords, Telling.Users] },
    ];

    /// <summary>The requirements that the report on passwords and users serves. If the period is longer than a requirement allows, it does not serve that one.</summary>
    public static IReadOnlyList<string> Told(Policy policy) =>
        [.. All.Where(control => control.WithinDays is not { } days || policy.PasswordPeriod.TotalDays <= days).Select(control => control.Id)];

    /// <summary>If the unused period is longer than a requirement allows, the act is no evidence for it.</summary>
    public static IReadOnlyList<string> ServedBy(Act act, Policy policy) =>
        [.. All.Where(control => control.ServedBy.Contains(act) && (control.WithinDays is not { } days || policy.UnusedPeriod.TotalDays <= days)).Select(control => control.Id)];
}

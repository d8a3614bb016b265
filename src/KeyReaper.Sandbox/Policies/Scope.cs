namespace KeyReaper.Sandbox.Policies;

/// <summary>The actions or resources that a statement is about: those that match or, with Not, all others.</summary>
internal sealed record Scope(IReadOnlyList<Pattern> Patterns, bool Not)
{
    public static readonly Scope Everything = new([Pattern.Of("*")], Not: false);

    public bool Covers(string text) => Patterns.Any(pattern => pattern.Matches(text)) != Not;
}

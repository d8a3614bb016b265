using System.Collections.Immutable;
using System.Globalization;

namespace KeyReaper.Tests.Model;

/// <summary>What happens in an account, one command after the other. Each makes sense at any place, so any of them can be left out.</summary>
internal sealed record Story(ImmutableArray<Command> Commands)
{
    /// <summary>A year on the account's clock, during which the passes run.</summary>
    public const int Days = 365;

    public override string ToString() => string.Concat(Commands.Select((command, i) => string.Create(CultureInfo.InvariantCulture, $"\n{i + 1,4}. {command}")));

    /// <summary>Shorter versions of the story: first without long stretches, then without single commands, then with simpler commands.</summary>
    public IEnumerable<Story> Simpler()
    {
        for (var length = Commands.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= Commands.Length; start += length) yield return new(Commands.RemoveRange(start, length));
        }

        for (var i = 0; i < Commands.Length; i++)
        {
            foreach (var simpler in Commands[i].Simpler()) yield return new(Commands.SetItem(i, simpler));
        }
    }
}

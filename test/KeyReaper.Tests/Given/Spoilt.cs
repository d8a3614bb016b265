namespace KeyReaper.Tests.Given;

/// <summary>Text with typing errors.</summary>
internal static class Spoilt
{
    private const string Spoilers = "0123456789-:TZ \n\t{}[]\",\0\u0660\u202e\ufeffé";

    /// <summary>The text with up to three characters changed, doubled or dropped.</summary>
    public static string Text(Random random, string text)
    {
        var characters = text.ToList();
        for (var change = random.Next(4); change > 0 && characters.Count > 0; change--)
        {
            var at = random.Next(characters.Count);
            switch (random.Next(3))
            {
                case 0: characters[at] = Spoilers[random.Next(Spoilers.Length)]; break;
                case 1: characters.Insert(at, Spoilers[random.Next(Spoilers.Length)]); break;
                default: characters.RemoveAt(at); break;
            }
        }

        return string.Concat(characters);
    }
}

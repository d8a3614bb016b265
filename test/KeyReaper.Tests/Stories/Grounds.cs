using System.Text.RegularExpressions;
using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Stories;

/// <summary>Fresh grounds for stories. One moto_server, started when the first story asks for it, is emptied for each.</summary>
public sealed partial class Grounds : IAsyncLifetime
{
    public const string Sandbox = "the sandbox";
    public const string Moto = "moto_server";

    private readonly Stack<Ground> opened = [];
    private Child? moto;
    private Uri? motoEndpoint;

    /// <summary>An account without users on that ground, and the function ready to run.</summary>
    internal async Task<Story> BeginAsync(string ground)
    {
#pragma warning disable CA2000 // disposed with all others, at the end
        opened.Push(await OpenAsync(ground));
#pragma warning restore CA2000
        var story = new Story(opened.Peek());
        await story.PrepareAsync();
        return story;
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var ground in opened) await ground.DisposeAsync();
        if (moto is not null) await moto.DisposeAsync();
    }

    private async Task<Ground> OpenAsync(string ground) => ground switch
    {
        Sandbox => new SandboxGround(await SandboxServer.StartAsync()),
        Moto => new MotoGround(await EmptyMotoAsync()),
        _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, "There is no such ground."),
    };

    private async Task<Uri> EmptyMotoAsync()
    {
        // With port 0 it takes a free one and says which, as soon as it listens there: no port to guess and nothing to poll.
        moto ??= Child.Start("moto_server", ["-H", "127.0.0.1", "-p", "0"]);
        motoEndpoint ??= new((await moto.LineAsync(RunningOn())).Groups["endpoint"].Value);

        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(motoEndpoint, "moto-api/reset"), content: null);
        answer.EnsureSuccessStatusCode();
        return motoEndpoint;
    }

    [GeneratedRegex(@"Running on (?<endpoint>http://127\.0\.0\.1:[0-9]+)")]
    private static partial Regex RunningOn();
}

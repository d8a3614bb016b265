using KeyReaper.Sandbox;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Stories;

/// <summary>Fresh grounds for stories. One moto_server, started when the first story asks for it, is emptied for each.</summary>
public sealed class Grounds : IAsyncLifetime
{
    public const string Sandbox = "the sandbox";
    public const string Moto = "moto_server";

    private readonly Stack<Ground> opened = [];
    private MotoServer? moto;

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
        Moto => new MotoGround(await (moto ??= new()).EmptyAsync()),
        _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, "There is no such ground."),
    };
}

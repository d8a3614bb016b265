namespace KeyReaper.Tests.Model;

/// <summary>A scheduled pass.</summary>
/// <param name="Rehearsed">Whether its event asks for a dry run.</param>
/// <param name="NewReport">Whether somebody asked for the credential report right before; otherwise IAM may serve one up to four hours old.</param>
internal sealed record Pass(bool Rehearsed, bool NewReport) : Command
{
    public override void In(Scene scene) => throw new InvalidOperationException("The scene runs it.");

    public override IEnumerable<Command> Simpler() => this == new Pass(false, true) ? [] : [new Pass(false, true)];

    public override string ToString() => $"a pass runs{(Rehearsed ? ", rehearsing by its event" : "")}{(NewReport ? "" : ", without a new credential report")}";
}

/// <summary>Somebody makes IAM create a credential report, which it serves for four hours.</summary>
internal sealed record AsksForReport : Command
{
    public override void In(Scene scene) => scene.Report();

    public override string ToString() => "somebody asks for the credential report";
}

/// <summary>In the next pass a call goes wrong that many times, for the user if one is named. The client tries each call twice.</summary>
internal sealed record Trouble(string Action, string? User, FaultKind Kind, int Times) : Command
{
    public override void In(Scene scene) => scene.Armed.Add(new() { Action = Action, UserName = User, Kind = Kind, Times = Times });

    public override IEnumerable<Command> Simpler() => Times > 1 ? [this with { Times = 1 }] : [];

    public override string ToString() => Text($"in the next pass {Action}{(User is null ? "" : $" about {User}")} meets {Kind} x{Times}");
}

/// <summary>In the next pass, a person does something right after that call about the user is first answered.</summary>
internal sealed record Meanwhile(string Action, string User, Command Deed) : Command
{
    public override void In(Scene scene) => scene.Armed.Add(new() { Action = Action, UserName = User, Times = 1, After = _ => scene.Meanwhile(User, Deed) });

    public override string ToString() => $"in the next pass, right after the first {Action} about {User}: {Deed}";
}

/// <summary>In the next pass, that call about the user takes so long that the time for the whole pass is up.</summary>
internal sealed record Lasts(string Action, string User) : Command
{
    public override void In(Scene scene) => scene.Armed.Add(new() { Action = Action, UserName = User, Times = 1, After = _ => scene.TimeIsUp() });

    public override string ToString() => $"in the next pass the first {Action} about {User} takes a quarter of an hour";
}

/// <summary>In the next pass, IAM can no longer be reached once it has received that call about the user. A pass that is killed at that moment would leave the same behind.</summary>
internal sealed record CutsOff(string Action, string User) : Command
{
    public override void In(Scene scene)
    {
        var cut = false;
        scene.Armed.Add(new() { When = _ => cut, Kind = FaultKind.ResetBeforeEffect });
        scene.Armed.Add(new() { Action = Action, UserName = User, Times = 1, Kind = FaultKind.ResetAfterEffect, After = _ => cut = true });
    }

    public override string ToString() => $"in the next pass IAM cannot be reached after the first {Action} about {User}";
}

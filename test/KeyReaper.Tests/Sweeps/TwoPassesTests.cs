using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>
/// Two passes at once, whose acts interleave in every way that two interruptions allow: the first is paused before one of its changes, the second runs up
/// to one of its own changes and is paused there, then the first continues to its end, and then the second.
/// </summary>
public class TwoPassesTests(ITestOutputHelper output)
{
    private const string Other = "ASIAKEYREAPERROLE001";

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task Two_passes_at_once_do_no_more_than_one_and_reach_its_end(string inventory)
    {
        var ends = await Ends.OfAsync(inventory);
        CallName[] changes = [.. (await CallName.UndisturbedAsync(inventory)).Calls.Where(call => !call.IsRead)];
        Meeting[] meetings = [.. from first in changes from second in changes select new Meeting(first, second)];

        await Sweep.RunAsync(output, meetings, (meeting, overWire) => StoryAsync(meeting, ends, inventory, overWire));
    }

    private static async Task StoryAsync(Meeting meeting, Ends ends, string inventory, bool overWire)
    {
        await using var account = overWire ? await SweptAccount.OverSocketsAsync(inventory) : SweptAccount.InMemory(inventory);
        var firstEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var secondHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = Task.FromResult<Exception?>(null);
        account.Sandbox.Faults.Add(new() { When = call => call.CallerAccessKeyId == History.Role && meeting.First.Fits(call), Skip = meeting.First.Occurrence, Times = 1, Before = _ => StartSecond() });
        account.Sandbox.Faults.Add(new() { When = call => call.CallerAccessKeyId == Other && meeting.Second.Fits(call), Skip = meeting.Second.Occurrence, Times = 1, Before = _ => HoldSecond() });

        (await account.PassAsync()).ShouldBeNull("the first pass");
        firstEnded.SetResult();
        (await second).ShouldBeNull("the second pass");

        account.History.ShouldHold("two passes at once");
        await ends.ShouldBeReachedAsync(account, "after two passes at once");

        void StartSecond()
        {
            second = Task.Run(() => account.PassAsync(caller: Other));
            Task.WhenAny(secondHeld.Task, second).Wait();
        }

        void HoldSecond()
        {
            secondHeld.SetResult();
            firstEnded.Task.Wait();
        }
    }

    private sealed record Meeting(CallName First, CallName Second)
    {
        public override string ToString() => $"(held before {First}, the other up to {Second})";
    }
}

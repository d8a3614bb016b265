namespace KeyReaper.Tests.Given.InMemory;

/// <summary>Kills a caller in this process: its calls do not return.</summary>
internal sealed class InMemoryDeath
{
    private readonly TaskCompletionSource come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isDue;

    public bool IsDue
    {
        get => isDue;
        set => isDue = value;
    }

    /// <summary>Completed with the first call that does not return.</summary>
    public Task Come => come.Task;

    public Task<T> Never<T>()
    {
        come.TrySetResult();
        return new TaskCompletionSource<T>().Task;
    }
}

namespace KeyReaper.Tests.Given.InMemory;

/// <summary>How a caller in this process is killed: its calls do not come back.</summary>
internal sealed class InMemoryDeath
{
    private readonly TaskCompletionSource come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isDue;

    public bool IsDue
    {
        get => isDue;
        set => isDue = value;
    }

    /// <summary>Completed with the first call that does not come back.</summary>
    public Task Come => come.Task;

    public Task<T> Never<T>()
    {
        come.TrySetResult();
        return new TaskCompletionSource<T>().Task;
    }
}

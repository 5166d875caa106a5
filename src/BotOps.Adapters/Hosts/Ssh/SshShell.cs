namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>
/// A bash on a host that runs one call of the host script after the other. What each call would else begin with is there already: a session,
/// the login shell with all that its files do, and two round trips.
/// </summary>
sealed class SshShell(string text, RemoteProgram program) : IDisposable
{
    /// <summary>What was started there; another user's rights are another shell.</summary>
    public string Text { get; } = text;

    /// <summary>A call came to its end in it, and it waits for the next.</summary>
    public bool Waits { get; private set; }

    /// <summary>Hands the lines on until the call has come to its end, or the shell has.</summary>
    /// <exception cref="SshBroken">The connection broke.</exception>
    public async Task Run(byte[] call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        Waits = false;
        await program.Write(call).WaitAsync(stopping);
        while (!Waits && await program.Line(stopping) is { } line)
        {
            if (line == RemoteScripts.Ready) Waits = true;
            else await onLine(line);
        }
    }

    public void Dispose() => program.Dispose();
}

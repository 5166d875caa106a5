namespace BotOps.Core.Logs;

/// <summary>Takes lines as they appear. Waits when the store is behind, so that memory stays bounded.</summary>
public interface ILogSink
{
    /// <param name="source">Whose line it is: <c>build</c> or a host's name.</param>
    ValueTask Write(string source, string line, CancellationToken stopping = default);
}

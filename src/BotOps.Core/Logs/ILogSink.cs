using System.Text;

namespace BotOps.Core.Logs;

/// <summary>Takes lines as they appear. Waits when the store is behind, so that memory stays bounded.</summary>
public interface ILogSink
{
    /// <param name="source">Whose line it is: <c>build</c> or a host's name.</param>
    ValueTask Write(string source, string line, CancellationToken stopping = default);

    /// <summary>The same without a string for each line; the bytes may be used again when the call has ended.</summary>
    ValueTask Write(string source, ReadOnlyMemory<byte> utf8, CancellationToken stopping = default) =>
        Write(source, Encoding.UTF8.GetString(utf8.Span), stopping);
}

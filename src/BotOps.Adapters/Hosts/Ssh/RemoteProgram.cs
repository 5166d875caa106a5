using System.Net.Sockets;
using System.Threading.Channels;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>
/// A program on a host, with its input and its lines. SSH.NET blocks wherever it waits, so each program has a thread of its own, and one
/// more while a file is sent: a pool of few threads would otherwise wait for one host after the other.
/// </summary>
sealed class RemoteProgram : IDisposable
{
    const int LinesAhead = 256;
    const int Piece = 128 * 1024;
    readonly SshCommand command;
    readonly Task ended;
    readonly Stream input;
    readonly Channel<string> lines = Channel.CreateBounded<string>(new BoundedChannelOptions(LinesAhead) { SingleReader = true, SingleWriter = true });
    readonly CancellationTokenSource closing = new();

    RemoteProgram(SshCommand command)
    {
        this.command = command;
        ended = command.ExecuteAsync(CancellationToken.None);
        input = command.CreateInputStream();
    }

    /// <param name="first">What it reads first.</param>
    /// <exception cref="SshBroken">The connection is gone.</exception>
    public static Task<RemoteProgram> Start(SshClient client, string text, byte[] first)
    {
        var started = new TaskCompletionSource<RemoteProgram>(TaskCreationOptions.RunContinuationsAsynchronously);
        OnAThread("ssh program", () =>
        {
            SshCommand? command = null;
            RemoteProgram program;
            try
            {
                command = client.CreateCommand(text, HostText.Bytes);
                program = new RemoteProgram(command);
                program.input.Write(first);
            }
            catch (Exception error)
            {
                started.SetException(Broken(error));
                if (command is not null) End(command);
                return;
            }
            started.SetResult(program);
            program.Read();
        });
        return started.Task;
    }

    /// <summary>Its next line as <see cref="HostText.Bytes"/> read it; null: it has ended.</summary>
    /// <exception cref="SshBroken">The connection broke.</exception>
    public async ValueTask<string?> Line(CancellationToken stopping)
    {
        if (await lines.Reader.WaitToReadAsync(stopping) && lines.Reader.TryRead(out var line)) return line;
        try
        {
            await ended.WaitAsync(stopping);
            return null;
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw Broken(error);
        }
    }

    /// <summary>What it reads next. Where the other side does not read, this waits.</summary>
    /// <exception cref="SshBroken">The connection is gone.</exception>
    public Task Write(byte[] more) => Task.Run(() =>
    {
        try
        {
            input.Write(more);
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw Broken(error);
        }
    });

    /// <summary>All of it, then the end of its input, also where the content cannot be read to its end.</summary>
    /// <returns>Why the content could not be read; null: it was. That the program took it all, it says itself.</returns>
    public Task<Exception?> Send(Stream content)
    {
        var sent = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        OnAThread("ssh file", () =>
        {
            Exception? unreadable = null;
            try
            {
                var buffer = new byte[Piece];
                while (!closing.IsCancellationRequested && Next(content, buffer, ref unreadable) is > 0 and var read) input.Write(buffer, 0, read);
                input.Dispose();
            }
            catch (Exception error) when (IsBroken(error))
            {
                // the program's end tells it
            }
            sent.SetResult(unreadable);
        });
        return sent.Task;
    }

    static int Next(Stream content, byte[] buffer, ref Exception? unreadable)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (Exception error)
        {
            unreadable = error;
            return 0;
        }
    }

    void Read()
    {
        try
        {
            foreach (var stream in new[] { command.OutputStream, command.ExtendedOutputStream }) // on the second only sudo and the login shell speak, before the program is there
            {
                using var reader = new StreamReader(stream, HostText.Bytes);
                while (reader.ReadLine() is { } line)
                    if (!lines.Writer.TryWrite(line)) lines.Writer.WriteAsync(line, closing.Token).AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception error) when (error is OperationCanceledException || IsBroken(error))
        {
            // whoever reads the lines hears it from the program's own end
        }
        finally
        {
            lines.Writer.TryComplete();
        }
    }

    static void OnAThread(string name, Action work) => new Thread(() => work()) { IsBackground = true, Name = name }.Start();

    static Exception Broken(Exception error) => IsBroken(error) ? new SshBroken(error.Message, error) : error;
    static bool IsBroken(Exception error) => error is SshException or IOException or ObjectDisposedException or InvalidOperationException or SocketException;

    public void Dispose()
    {
        closing.Cancel();
        _ = ended.ContinueWith(e => e.Exception, TaskScheduler.Default);
        OnAThread("ssh end", () => End(command));
    }

    /// <summary>Says to the other side that nobody listens any more, and waits for its word, where there still is one.</summary>
    static void End(SshCommand command)
    {
        try
        {
            command.Dispose();
        }
        catch (Exception error) when (IsBroken(error))
        {
            // it is gone already
        }
    }
}

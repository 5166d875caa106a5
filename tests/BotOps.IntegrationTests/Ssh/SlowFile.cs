using System.Security.Cryptography;
using BotOps.Core.Hosts;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>A file of random bytes whose first reading stops in the middle until it may go on; counts what is read of it.</summary>
sealed class SlowFile
{
    readonly byte[] content;
    readonly long pauseAt;
    readonly TaskCompletionSource paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource go = new();

    public SlowFile(int length, long pauseAt = long.MaxValue)
    {
        content = RandomNumberGenerator.GetBytes(length);
        this.pauseAt = pauseAt;
        File = new HostFile(Convert.ToHexStringLower(SHA256.HashData(content)), length, _ =>
        {
            Opened++;
            ReadLast = 0;
            return Task.FromResult<Stream>(new Counted(this));
        });
    }

    public HostFile File { get; }
    public int Opened { get; private set; }

    /// <summary>Bytes read since it was opened last.</summary>
    public long ReadLast { get; private set; }
    public Task Paused => paused.Task;
    public void GoOn() => go.TrySetResult();

    sealed class Counted(SlowFile file) : MemoryStream(file.content, writable: false)
    {
        readonly bool first = file.Opened == 1;

        public override int Read(byte[] buffer, int offset, int count) // what a subclass's other reads come down to
        {
            if (first && Position >= file.pauseAt)
            {
                file.paused.TrySetResult();
                file.go.Task.GetAwaiter().GetResult(); // a read that blocks, as that of a slow disk does
            }
            var read = base.Read(buffer, offset, count);
            if (!first || file.pauseAt == long.MaxValue) file.ReadLast += read;
            return read;
        }
    }
}

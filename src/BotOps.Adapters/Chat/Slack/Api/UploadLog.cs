using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>
/// Puts a whole log into a thread by the external upload (docs.slack.dev/messaging/working-with-files): an address, the bytes to it, and the
/// word that completes it. Only the last step shows anything, so the others may be made again; before that one is, the thread is
/// looked through for the file.
/// </summary>
sealed class UploadLog(SlackApi api, SlackPace pace, LogStore logs, WorkerOptions worker, TimeProvider clock)
{
    const string Asks = "files.getUploadURLExternal", Completes = "files.completeUploadExternal";

    /// <summary>Slack shares a completed file by and by: looked for too early it is not there.</summary>
    static readonly TimeSpan Settles = TimeSpan.FromSeconds(3);

    readonly FindPosted posted = new(api);

    public async Task<string> Send(Delivery message, LogFile file, CancellationToken stopping)
    {
        var (channel, thread) = (message.Place.Channel, SlackReference.Parse(message.Place.Root)?.Timestamp);
        if (message.TriedAt is { } since)
        {
            if (since + Settles - clock.GetUtcNow() is var early && early > TimeSpan.Zero) throw new ChatPaced(early);
            if (await posted.FindFile(channel, thread, file.Name, since, stopping) is { } there) return new SlackReference(channel, there).ToString();
        }
        pace.Require(Completes, channel, message.Urgency);

        await using var text = await Text(file, stopping);
        var place = await api.Bot(Asks, [("filename", file.Name), ("length", text.Length)], stopping);
        await api.Upload(place.Text("upload_url"), text, stopping);
        var id = place.Text("file_id")!;
        var files = new JsonArray(new JsonObject { ["id"] = id, ["title"] = file.Title });
        await api.Bot(Completes, [("files", files), ("channel_id", channel), ("thread_ts", thread)], stopping);
        return $"file:{id}";
    }

    /// <summary>On the disk, since its length is told first and it may be 200 MiB; without a name there, so that no death leaves it behind.</summary>
    async Task<FileStream> Text(LogFile file, CancellationToken stopping)
    {
        var folder = Directory.CreateDirectory(Path.Combine(worker.DataFolder, "uploads"));
        var text = new FileStream(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.log"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            if (!OperatingSystem.IsWindows()) File.Delete(text.Name);
            await logs.WriteText(file.Log, text, file.Sources, stopping);
            text.Position = 0;
            return text;
        }
        catch
        {
            await text.DisposeAsync();
            throw;
        }
    }
}

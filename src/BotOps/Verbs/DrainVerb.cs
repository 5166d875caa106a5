using System.CommandLine;
using BotOps.Core;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Verbs;

/// <summary>
/// Before an upgrade, or before this machine goes down: nothing new starts, and what is under way comes to its end. Whoever may run
/// BotOps' executable with its configuration may drain it, as they may stop it.
/// </summary>
static class DrainVerb
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var reason = new Option<string?>("--reason") { Description = Texts.Drains.UsageReason };
        var wait = new Option<bool>("--wait") { Description = Texts.Drains.UsageWait };
        var end = new Option<bool>("--end") { Description = Texts.Drains.UsageEnd };
        var verb = new Command("drain", Texts.Drains.Usage) { reason, wait, end };
        verb.SetAction(async (parsed, stopping) =>
        {
            await using var app = await TerminalHost.Open(parsed.GetValue<string?>("--data"), stopping);
            if (parsed.GetValue(end)) return await End(app.Services, stopping);

            Console.WriteLine(Texts.Drains.Began(await Begin(app.Services, parsed.GetValue(reason), stopping)));
            return await UnderWay(app.Services, parsed.GetValue(wait), stopping);
        });
        return verb;
    }

    static Task<Drain> Begin(IServiceProvider services, string? reason, CancellationToken stopping) => Use(services, async scope =>
    {
        var (user, person) = await scope.Typist(stopping);
        return await scope.GetRequiredService<DrainBotOps>().Begin(person?.Name ?? $"{user}", person?.Id, reason, stopping);
    });

    static Task<int> End(IServiceProvider services, CancellationToken stopping) => Use(services, async scope =>
    {
        var (_, person) = await scope.Typist(stopping);
        Console.WriteLine(await scope.GetRequiredService<DrainBotOps>().End(person?.Id, stopping) is { } ended ? Texts.Drains.Ended(ended) : Texts.Drains.NotDrained);
        return 0;
    });

    /// <summary>Tells what is under way, once or until nothing is; 1 when somebody ends the drain before.</summary>
    static async Task<int> UnderWay(IServiceProvider services, bool wait, CancellationToken stopping)
    {
        var told = "";
        for (var quiet = 0; ;)
        {
            var (drained, lines) = await Use(services, async scope => (
                await scope.GetRequiredService<BotOpsDb>().Drains.AnyAsync(stopping), await scope.GetRequiredService<WorkUnderWay>().Lines(stopping)));
            if (!drained) return Tell(Texts.Drains.EndedWhileWaiting, 1);

            quiet = lines.Count == 0 ? quiet + 1 : 0;
            var text = string.Join('\n', lines.Select(line => $"  {line}").Prepend(Texts.Drains.Waits));
            if (lines.Count > 0 && text != told) Console.WriteLine(told = text);
            if (quiet > (wait ? 1 : 0)) return Tell(Texts.Drains.Quiet, 0); // twice: what began at the same moment as the drain is seen the second time
            if (!wait) return 0;
            await Task.Delay(Pause, stopping);
        }
    }

    static int Tell(string line, int exitCode)
    {
        Console.WriteLine(line);
        return exitCode;
    }

    static async Task<T> Use<T>(IServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}

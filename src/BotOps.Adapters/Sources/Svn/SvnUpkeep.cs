using BotOps.Core.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>
/// At the start and once a day: ends svn processes that a kill left, and frees the space of file versions that no working copy shows any
/// more. One that someone works on is left for the next time.
/// </summary>
sealed class SvnUpkeep(SvnHome home, SvnClient svn, SvnOptions options, TimeProvider clock, ILogger<SvnUpkeep> logger) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await Task.Yield(); // the start of BotOps does not wait for it
        using var timer = new PeriodicTimer(Between, clock);
        do
            foreach (var held in Directory.EnumerateFiles(home.Copies, "*.lock").ToList()) await Tidy(Path.ChangeExtension(held, null), stopping);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    async Task Tidy(string folder, CancellationToken stopping)
    {
        try
        {
            await new WorkingCopy(folder, svn, options, clock).Tidy(stopping);
        }
        catch (Exception e) when (e is SourceError or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The working copy {Folder} could not be tidied: {Reason}", folder, e.Message);
        }
    }
}

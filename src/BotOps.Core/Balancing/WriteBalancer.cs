using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.Core.Balancing;

/// <param name="Fronts">Names of the hosts on which the balancer runs.</param>
/// <param name="Undrained">Those where requests were still under way when the limit was over.</param>
public sealed record Written(IReadOnlyList<string> Fronts, IReadOnlyList<string> Undrained);

/// <summary>
/// Makes every balancer of an environment have the servers that the rows say, and waits until none passes a request on to one that
/// left. Where nothing differs nothing is reloaded.
/// </summary>
public sealed class WriteBalancer(NpgsqlDataSource database, IDbContextFactory<BotOpsDb> databases, AskHosts ask, ILogger<WriteBalancer> logger)
{
    /// <summary>What a test, a reload and the first new worker may take, beside the drain.</summary>
    static readonly TimeSpan Busy = TimeSpan.FromMinutes(1);

    /// <param name="under">The release and the fence in whose name it is done; null: the environment's newest.</param>
    /// <param name="takenOut">A host that a person took out: requests that are under way there are waited for, as for one at Draining.</param>
    /// <returns>Null: nothing is in front of it, or there is nothing to write.</returns>
    /// <exception cref="HostFailed">It could not be written everywhere; where it could, it was. Names each with the reason.</exception>
    public async Task<Written?> Handle(int environment, Rollout? under, string? takenOut, ILogSink? log, CancellationToken stopping)
    {
        if (await databases.Database(db => db.Environments.Where(e => e.Id == environment).Select(e => e.Balancer).SingleOrDefaultAsync(stopping), logger, stopping) is not { } balancer) return null;

        await using var turn = await Retry.Database(() => BalancerTurn.Take(database, environment, balancer.Drain + Busy, stopping), logger, stopping);
        if (await databases.Database(db => BalancerRows.Read(db, environment, stopping), logger, stopping) is not { } rows) return null;
        if (rows.Text is not { } text) return null;

        var waits = rows.Hosts.Any(h => h is { Run: HostRunState.Draining, Deployed: true } || (h.Name == takenOut && h.LeftOut));
        var call = HostVerbs.Balance(rows.Project, rows.Environment, under?.ReleaseId ?? rows.Release, under?.Fence ?? rows.Fence, rows.Balancer, text, waits);
        var answers = await Task.WhenAll(rows.Fronts.Select(front => Write(front, rows.Adopted.TryGetValue(front.Name, out var takes) ? call.Taking(takes) : call, log, stopping)));
        var problems = answers.Select(a => a.Problem).OfType<string>()
            .Concat(rows.Balancer.Hosts.Except(rows.Fronts.Select(f => f.Name)).Select(Texts.Balancing.NoSuchFront)).ToList();
        if (problems.Count > 0) throw new HostFailed(Texts.Balancing.NotWritten(problems));
        return new([.. answers.Select(a => a.Front)], [.. answers.Where(a => !a.Drained).Select(a => a.Front)]);
    }

    async Task<(string Front, bool Drained, string? Problem)> Write(Host front, HostCall call, ILogSink? log, CancellationToken stopping)
    {
        try
        {
            var answer = await ask.TransportOf(front).Run(front, call, line => log?.Write(front.Name, line, stopping) ?? ValueTask.CompletedTask, CancellationToken.None)
                .WaitAsync(stopping); // the verb goes on to its end there, and whoever takes over attaches to it
            if (answer.Code == HostAnswer.FenceRefused) throw new FenceLost(front.Name);
            return (front.Name, answer.Values.GetValueOrDefault("drained") != "no", answer.Ok ? null : Problem(front, answer));
        }
        catch (Exception error) when (error is HostUnreachable or UserError)
        {
            return (front.Name, true, error.Message);
        }
    }

    static string Problem(Host front, HostAnswer answer) => answer.Values.GetValueOrDefault("difference") is { Length: > 0 } difference
        ? $"{front.Name}: {answer.Reason} ({string.Join(" / ", difference.Split('\n'))})"
        : $"{front.Name}: {answer.Reason}";
}

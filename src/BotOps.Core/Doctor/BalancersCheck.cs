using BotOps.Core.Balancing;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>Asks every host that a balancer runs on whether its file is as BotOps wrote it, and has the servers that it should.</summary>
sealed class BalancersCheck(IDbContextFactory<BotOpsDb> databases, IEnumerable<IHostTransport> transports) : IDoctorCheck
{
    const int MostShown = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "balancers";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        List<BalancerRows> balancers = [];
        foreach (var environment in await db.Environments.Where(e => e.Balancer != null).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(stopping))
            balancers.Add((await BalancerRows.Read(db, environment, stopping))!);
        if (balancers.Count == 0) return CheckResult.Skip(Texts.Balancing.None);

        var answers = await Task.WhenAll(balancers.SelectMany(b => b.Fronts.Select(front => Problem(b, front, stopping))));
        var problems = answers.OfType<string>().ToList();
        return problems.Count == 0 ? CheckResult.Ok(Texts.Balancing.Well(answers.Length)) : CheckResult.Fail(Texts.Doctor.SomeOf(problems, MostShown));
    }

    async Task<string?> Problem(BalancerRows balancer, Host front, CancellationToken stopping)
    {
        if (transports.FirstOrDefault(t => t.Name == front.Transport) is not { } transport)
            return Texts.Doctor.HostProblem(front.Name, Texts.Catalog.UnknownTransport(front.Transport, transports.Select(t => t.Name)));
        try
        {
            var call = HostVerbs.Balanced(balancer.Project, balancer.Environment, balancer.Balancer) with { Limit = Patience };
            var answer = await transport.Run(front, call, _ => ValueTask.CompletedTask, stopping);
            return (answer.Ok ? BalancerDrift.Of(balancer, answer) : answer.Reason) is { } what ? Texts.Balancing.Problem(front.Name, $"{balancer.Project} → {balancer.Environment}", what) : null;
        }
        catch (HostUnreachable error)
        {
            return Texts.Doctor.HostNotReached(error.Message);
        }
    }
}

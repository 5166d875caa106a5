using BotOps.Core;
using BotOps.Core.Doctor;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>Whether salt-api lets BotOps in, and the minions of its hosts answer with the module that BotOps needs.</summary>
sealed class SaltCheck(SaltOptions options, SaltApi api, SaltModule module, IDbContextFactory<BotOpsDb> databases) : IDoctorCheck
{
    const int MostShown = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public string Name => "salt";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var hosts = await db.Hosts.AsNoTracking().Where(h => h.Transport == "salt").OrderBy(h => h.Name).ToListAsync(stopping);
        if (hosts.Count == 0 && options.Url is null) return CheckResult.Skip(Texts.Salt.NotUsed);
        try
        {
            await api.Login(stopping);
        }
        catch (SaltTrouble trouble)
        {
            return CheckResult.Fail(trouble.Message);
        }

        var problems = (await Task.WhenAll(hosts.Select(h => Problem(h, stopping)))).OfType<string>().ToList();
        return problems.Count == 0 ? CheckResult.Ok(Texts.Salt.Well(options.Url!, hosts.Count)) : CheckResult.Fail(Texts.Doctor.SomeOf(problems, MostShown));
    }

    async Task<string?> Problem(Host host, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            await module.About(host, limit.Token);
            return null;
        }
        catch (HostUnreachable error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Texts.Doctor.HostProblem(host.Name, Texts.Salt.NoAnswer(SaltModule.MinionOf(host), Patience));
        }
    }
}

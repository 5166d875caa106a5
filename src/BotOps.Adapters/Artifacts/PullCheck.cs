using System.Net.Http.Headers;
using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Doctor;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Adapters.Artifacts;

/// <summary>Where hosts pull artifacts: asks for the first byte of one by a link, as a host would.</summary>
sealed class PullCheck(IDbContextFactory<BotOpsDb> databases, IEnumerable<IHostTransport> transports, IArtifactStore store, IArtifactLinks links) : IDoctorCheck
{
    const int Newest = 5;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public string Name => "pulled artifacts";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var pulling = transports.Where(t => !t.SendsArtifacts).Select(t => t.Name).ToList();
        if (!await db.Assignments.AnyAsync(a => a.Host.Pulls || pulling.Contains(a.Host.Transport), stopping)) return CheckResult.Skip(Texts.Pulls.NoHostPulls);

        var there = await There(db, stopping);
        var link = await links.To(there ?? new string('0', 64), stopping);
        var address = link.Address.GetLeftPart(UriPartial.Authority);
        if (there is null) return CheckResult.Ok(Texts.Pulls.NothingToTry(address));
        return await Trouble(link, stopping) is { } why ? CheckResult.Fail(Texts.Pulls.NotServed(address, link.Mask.Mask(why))) : CheckResult.Ok(Texts.Pulls.Served(address));
    }

    async Task<string?> There(BotOpsDb db, CancellationToken stopping)
    {
        foreach (var sha256 in await db.Builds.Where(b => b.State == BuildState.Succeeded).OrderByDescending(b => b.Id).Select(b => b.ArtifactSha256!).Take(Newest).ToListAsync(stopping))
            if (await store.Has(sha256, stopping)) return sha256;
        return null;
    }

    static async Task<string?> Trouble(ArtifactLink link, CancellationToken stopping)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Limit };
        using var request = new HttpRequestMessage(HttpMethod.Get, link.Address) { Headers = { Range = new RangeHeaderValue(0, 0) } };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            return response.IsSuccessStatusCode ? null : $"HTTP {(int)response.StatusCode}";
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Texts.Doctor.CheckTooLong(Limit);
        }
    }
}

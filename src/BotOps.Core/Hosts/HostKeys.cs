using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Hosts;

/// <summary>The key that a host showed when it was trusted at its first use.</summary>
public sealed class HostKey
{
    /// <summary>Address and port: <c>10.0.0.7:22</c>.</summary>
    public required string Server { get; init; }

    /// <summary><c>SHA256:…</c></summary>
    public required string Fingerprint { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>Keys of hosts that were trusted at their first use; each such trust is in the audit.</summary>
public sealed class HostKeys(IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<HostKeys> logger)
{
    /// <summary>Null: that server was never trusted.</summary>
    public Task<string?> Trusted(string server, CancellationToken stopping) =>
        databases.Database(db => db.HostKeys.AsNoTracking().Where(k => k.Server == server).Select(k => k.Fingerprint).SingleOrDefaultAsync(stopping), logger, stopping);

    /// <summary>Records it, unless another was faster. Returns what is trusted now.</summary>
    public Task<string> Trust(string host, string server, string fingerprint, CancellationToken stopping) => databases.Database(db => db.InTransaction(async () =>
    {
        var added = await db.Database.ExecuteSqlAsync(
            $"insert into botops.host_keys (server, fingerprint, at) values ({server}, {fingerprint}, {clock.GetUtcNow()}) on conflict (server) do nothing", stopping);
        if (added == 0) return await db.HostKeys.AsNoTracking().Where(k => k.Server == server).Select(k => k.Fingerprint).SingleAsync(stopping);

        new Audit(db, clock).Note(null, "host key trusted", host, after: fingerprint, why: Texts.Ssh.FirstUse(server));
        await db.SaveChangesAsync(stopping);
        return fingerprint;
    }, stopping), logger, stopping);
}

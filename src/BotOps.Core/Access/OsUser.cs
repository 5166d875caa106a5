using System.Runtime.InteropServices;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>The user of the operating system who runs this process. They are a person through an account of the platform <c>os</c>.</summary>
/// <param name="Machine">The account's tenant, beside <see cref="AnyMachine"/>.</param>
public sealed record OsUser(string Machine, string Name)
{
    public const string Platform = "os";

    /// <summary>Tenant of an account that holds on every machine.</summary>
    public const string AnyMachine = "*";

    public static OsUser Current() => new(Environment.MachineName, NameOf(IsRoot(), Environment.UserName, Environment.GetEnvironmentVariable("SUDO_USER")));

    /// <summary>Under sudo the one who typed it; from anybody but root the variable proves nothing.</summary>
    internal static string NameOf(bool root, string user, string? sudo) => root && !string.IsNullOrEmpty(sudo) ? sudo : user;

    /// <summary>Null: the catalog gives this user no account, or the person is disabled.</summary>
    public async Task<Person?> Person(BotOpsDb db, CancellationToken stopping)
    {
        var found = await (from account in db.Accounts
                           join person in db.Persons on account.PersonId equals person.Id
                           where account.Platform == Platform && (account.Tenant == Machine || account.Tenant == AnyMachine) && account.ExternalId == Name
                           select new { account.Tenant, person }).ToListAsync(stopping);
        return found.OrderBy(f => f.Tenant == AnyMachine).FirstOrDefault()?.person is { Disabled: false } known ? known : null;
    }

    /// <summary>As the audit and the catalog write it.</summary>
    public override string ToString() => $"{Platform}/{Machine}/{Name}";

    static bool IsRoot() => !OperatingSystem.IsWindows() && RealUser() == 0 && EffectiveUser() == 0;

    [DllImport("libc", EntryPoint = "getuid")]
    static extern uint RealUser();

    [DllImport("libc", EntryPoint = "geteuid")]
    static extern uint EffectiveUser();
}

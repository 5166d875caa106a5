using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Inventory;

/// <summary>What there is at the clouds as it was read last, a page at a time; the provider is not asked.</summary>
public sealed class ShowInstances(BotOpsDb db, Clouds clouds, FindProject find, Roles roles, FriendlyNames names, TimeProvider clock)
{
    const int OnAPage = 15;

    public async Task<Reply> Handle(InstancesInput input, Person person, CancellationToken stopping)
    {
        await Require(input, person, stopping);
        var readings = await db.CloudReadings.AsNoTracking().Where(r => input.Account == null || r.Account == input.Account).OrderBy(r => r.Account).ThenBy(r => r.Region).ToListAsync(stopping);
        var live = await db.Instances.AsNoTracking().Where(i => i.GoneAt == null).ToListAsync(stopping);
        var owners = await InstanceOwners.Read(db, live.ConvertAll(i => i.Shown), clock.GetUtcNow(), stopping);
        var orders = input.Project is null ? [] : await db.ScaleOrders.Where(o => db.Environments.Any(e => e.Id == o.EnvironmentId && e.Project.Name == input.Project)).Select(o => o.Id).ToListAsync(stopping);
        var found = live.Where(i => input.Account is null || i.Account == input.Account).Select(i => (Instance: i, Owner: owners.Of(i.Account, i.Shown)))
            .Where(i => !input.Unowned || !i.Owner.Any)
            .Where(i => input.Project is null || i.Owner.Environments.Any(e => e.Project.Name == input.Project) || (i.Owner is { Environments.Count: 0, Order: { } order } && orders.Contains(order)))
            .OrderBy(i => i.Instance.Account, StringComparer.Ordinal).ThenBy(i => i.Instance.Region, StringComparer.Ordinal).ThenBy(i => i.Instance.Shown.Name, StringComparer.Ordinal).ThenBy(i => i.Instance.Id, StringComparer.Ordinal).ToList();

        var pages = Math.Max(1, (found.Count + OnAPage - 1) / OnAPage);
        if (input.Page > pages) throw new UserError(Texts.Inventory.NoSuchPage(input.Page, pages), $"{input.Page}", Line(input, pages));
        await names.Read(stopping);
        return new Reply(Texts.Inventory.Head(found.Count, input.Project, input.Unowned, TellInstances.CostOf(found.ConvertAll(i => i.Instance)), input.Page, pages), Lines:
        [
            .. readings.Select(r => new Span[] { Texts.Inventory.Reading(r.Account, r.Region, live.Count(i => i.Account == r.Account && i.Region == r.Region), clock.GetUtcNow() - r.ReadAt, r.Problem) }),
            .. found.Skip((input.Page - 1) * OnAPage).Take(OnAPage).Select(i => Line(i.Instance, i.Owner, person)),
            .. input.Page < pages ? new Span[][] { [Texts.Inventory.NextPage, new(Line(input, input.Page + 1), Code: true)] } : [],
        ]);
    }

    async Task Require(InstancesInput input, Person person, CancellationToken stopping)
    {
        var granted = await roles.Of(person.Id, stopping);
        if (!granted.Any(g => g.Role is Role.Operator or Role.Admin)) await roles.Require(person.Id, Role.Operator, input.Project ?? Roles.All, Roles.All, stopping);
        if (clouds.All.Count == 0) throw new UserError(Texts.Inventory.NoAccounts);
        if (input.Account is { } account && clouds.All.All(c => c.Account != account)) throw new UserError(Texts.Inventory.NoAccount(account, [.. clouds.All.Select(c => c.Account)]), account);
        if (input.Project is { } project) await find.Named(project, stopping);
    }

    IReadOnlyList<Span> Line(KnownInstance row, Owner owner, Person person)
    {
        var (shown, facts) = (row.Shown, row.Facts);
        var size = facts is { Cores: { } cores, MemoryGiB: { } memory } ? Texts.Inventory.Size(cores, memory) : null;
        var zone = shown.Subnet is { } subnet ? names.Of(row.Account, subnet, facts.Subnet) : shown.Zone;
        string?[] words =
        [
            names.Of(row.Account, shown.Type), size, shown.System, zone, Texts.Inventory.State(shown.State), shown.PrivateAddress, shown.PublicAddress,
            facts.AnHour is { } price ? Texts.Inventory.AnHour(price) : null, Texts.Inventory.Paid(shown.Prepaid, At(shown.PaidUntil), At(shown.ReleaseAt)),
        ];
        return [new(shown.Name, Strong: true), " ", new(row.Id, Code: true), $"  {string.Join(", ", words.Where(w => !string.IsNullOrEmpty(w)))}  ", Whose(owner)];

        string? At(DateTimeOffset? at) => at is { } time ? $"{TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone)):yyyy-MM-dd HH:mm}" : null;
    }

    static Span Whose(Owner owner) => owner switch
    {
        { Environments.Count: > 0 } => new($"→ {string.Join(", ", owner.Environments.Select(e => $"{e.Project.Name} {e.Name}"))} ({owner.Host!.Name})"),
        { Open: true, Order: { } order } => new($"→ #{order}"),
        { Host.GoneAt: not null } => new($"→ {Texts.Inventory.GivenBack}"),
        { Order: { } left } => new($"→ {Texts.Inventory.LeftOver(left)}", Strong: true),
        { Host: { } idle } => new($"→ {Texts.Inventory.OfNoProject(idle.Name)}", Strong: true),
        _ => new($"→ {Texts.Inventory.OfNobody}", Strong: true),
    };

    static string Line(InstancesInput input, int page) => string.Join(' ', new[]
    {
        "/botops instances", input.Project, input.Account is { } account ? $"--account {account}" : null, input.Unowned ? "--unowned" : null, $"--page {page}",
    }.OfType<string>());
}

using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Inventory;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Monitoring;
using BotOps.Core.Processes;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class AccessTables : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<RoleGrant>, IEntityTypeConfiguration<Group>,
    IEntityTypeConfiguration<SignInLink>, IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<EnvironmentLock>, IEntityTypeConfiguration<StoredSecret>
{
    public void Configure(EntityTypeBuilder<Person> person) => person.HasIndex(p => p.Handle).IsUnique();

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.HasKey(a => new { a.Platform, a.Tenant, a.ExternalId });
        account.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("roles");
        grant.Property(g => g.Role).HasConversion<string>();
        grant.HasIndex(g => new { g.PersonId, g.Role, g.Project, g.Environment, g.Source }).IsUnique().AreNullsDistinct(false);
        grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId);
    }

    public void Configure(EntityTypeBuilder<Group> group)
    {
        group.HasKey(g => new { g.Platform, g.Tenant, g.ExternalId });
        group.Property(g => g.Grants).HasJson();
        group.Ignore(g => g.Name);
    }

    public void Configure(EntityTypeBuilder<SignInLink> link)
    {
        link.HasKey(l => l.TokenSha256);
        link.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId);
    }

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit");
        entry.HasIndex(e => e.Subject);
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId);
    }

    public void Configure(EntityTypeBuilder<EnvironmentLock> held)
    {
        held.ToTable("locks");
        held.HasIndex(l => l.EnvironmentId).IsUnique().HasFilter("ended_at is null"); // one at a time
        held.HasOne<DeployEnvironment>().WithMany().HasForeignKey(l => l.EnvironmentId);
        held.HasOne<Person>().WithMany().HasForeignKey(l => l.OwnerId);
        held.HasOne<Person>().WithMany().HasForeignKey(l => l.EndedBy);
        held.HasOne<Release>().WithMany().HasForeignKey(l => l.ReleaseId);
    }

    public void Configure(EntityTypeBuilder<StoredSecret> secret)
    {
        secret.HasKey(s => s.Name);
        secret.HasOne<Person>().WithMany().HasForeignKey(s => s.SetBy);
    }
}

sealed class ProjectTables : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<ProjectDraft>, IEntityTypeConfiguration<DeployEnvironment>, IEntityTypeConfiguration<SettingsRevision>
{
    public void Configure(EntityTypeBuilder<Project> project)
    {
        project.HasIndex(p => p.Name).IsUnique();
        project.Property(p => p.Kind).HasConversion<string>();
        project.Property(p => p.Repository).HasJson();
    }

    public void Configure(EntityTypeBuilder<ProjectDraft> draft)
    {
        draft.Property(d => d.Input).HasJson();
        draft.HasOne<Person>().WithMany().HasForeignKey(d => d.By);
    }

    public void Configure(EntityTypeBuilder<DeployEnvironment> environment)
    {
        environment.HasIndex(e => new { e.ProjectId, e.Name }).IsUnique();
        environment.HasOne(e => e.Project).WithMany(p => p.Environments).HasForeignKey(e => e.ProjectId);
        environment.Property(e => e.Policy).HasJson();
        environment.Property(e => e.Balancer).HasJson();
        environment.Property(e => e.Adopt).HasJson();
        environment.Property(e => e.Adopted).HasJson();
        environment.Property(e => e.Scaling).HasJson();
        environment.HasOne<SettingsRevision>().WithMany().HasForeignKey(e => e.SettingsRevisionId);
        environment.HasOne<Build>().WithMany().HasForeignKey(e => e.CurrentBuildId);
        environment.HasOne<Release>().WithMany().HasForeignKey(e => e.CurrentReleaseId);
    }

    public void Configure(EntityTypeBuilder<SettingsRevision> revision)
    {
        revision.HasIndex(r => new { r.EnvironmentId, r.Number }).IsUnique();
        revision.HasOne<DeployEnvironment>().WithMany().HasForeignKey(r => r.EnvironmentId);
        revision.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
        revision.Property(r => r.Settings).HasJson();
    }
}

sealed class HostTables : IEntityTypeConfiguration<Host>, IEntityTypeConfiguration<HostKey>, IEntityTypeConfiguration<Assignment>, IEntityTypeConfiguration<BalancerOrder>
{
    public void Configure(EntityTypeBuilder<Host> host)
    {
        host.HasIndex(h => h.Name).IsUnique();
        host.Property(h => h.Ssh).HasJson();
        host.Property(h => h.Salt).HasJson();
        host.Property(h => h.Bought).HasJson();
        host.Property(h => h.Pulls).HasDefaultValue(false);
    }

    public void Configure(EntityTypeBuilder<HostKey> key) => key.HasKey(k => k.Server);

    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.HasKey(a => new { a.EnvironmentId, a.HostId });
        assignment.HasOne(a => a.Host).WithMany().HasForeignKey(a => a.HostId);
        assignment.HasOne<DeployEnvironment>().WithMany().HasForeignKey(a => a.EnvironmentId);
        assignment.HasOne<Release>().WithMany().HasForeignKey(a => a.ReleaseId);
        assignment.HasOne<Build>().WithMany().HasForeignKey(a => a.BuildId);
        assignment.HasOne<SettingsRevision>().WithMany().HasForeignKey(a => a.SettingsRevisionId);
        assignment.HasOne<Person>().WithMany().HasForeignKey(a => a.OutBy);
    }

    public void Configure(EntityTypeBuilder<BalancerOrder> order) => order.HasOne<DeployEnvironment>().WithMany().HasForeignKey(o => o.EnvironmentId);
}

sealed class BuildTables : IEntityTypeConfiguration<Build>, IEntityTypeConfiguration<HookRun>
{
    public void Configure(EntityTypeBuilder<Build> build)
    {
        build.Property(b => b.State).HasConversion<string>();
        build.Property(b => b.Settings).HasJson();
        build.Property<uint>("Version").IsRowVersion(); // PostgreSQL's xmin
        build.HasOne<Project>().WithMany().HasForeignKey(b => b.ProjectId);
        build.HasOne<Log>().WithMany().HasForeignKey(b => b.LogId);
        build.HasOne<Person>().WithMany().HasForeignKey(b => b.OrderedBy);

        // One live or succeeded build of a commit with the same build settings
        build.HasIndex(b => new { b.ProjectId, b.Commit, b.SettingsDigest, b.Rebuild }).IsUnique()
            .HasFilter("state in ('Queued', 'Running', 'Succeeded')");
    }

    public void Configure(EntityTypeBuilder<HookRun> run)
    {
        run.HasIndex(r => new { r.ReleaseId, r.BuildId, r.Hook, r.Wave, r.Back }).IsUnique().AreNullsDistinct(false); // once each
        run.HasOne<Release>().WithMany().HasForeignKey(r => r.ReleaseId);
        run.HasOne<Build>().WithMany().HasForeignKey(r => r.BuildId);
    }
}

sealed class ReleaseTables : IEntityTypeConfiguration<Release>, IEntityTypeConfiguration<StateChange>, IEntityTypeConfiguration<Approval>,
    IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<Control>, IEntityTypeConfiguration<HostRun>, IEntityTypeConfiguration<HostStep>
{
    public void Configure(EntityTypeBuilder<Release> release)
    {
        release.Property(r => r.State).HasConversion<string>();
        release.Property(r => r.Kind).HasConversion<string>();
        release.Property(r => r.Options).HasJson();
        release.Property(r => r.Plan).HasJson();
        release.Property(r => r.Facts).HasJson();
        release.Property(r => r.Question).HasJson();
        release.Property<uint>("Version").IsRowVersion();
        release.HasIndex(r => new { r.EnvironmentId, r.State });
        release.HasOne<DeployEnvironment>().WithMany().HasForeignKey(r => r.EnvironmentId);
        release.HasOne<Person>().WithMany().HasForeignKey(r => r.RequestedBy);
        release.HasOne<SettingsRevision>().WithMany().HasForeignKey(r => r.SettingsRevisionId);
        release.HasOne<Build>().WithMany().HasForeignKey(r => r.BuildId);
        release.HasOne<Log>().WithMany().HasForeignKey(r => r.LogId);
        release.HasOne<Release>().WithMany().HasForeignKey(r => r.TakesOver);
        release.HasOne<Release>().WithMany().HasForeignKey(r => r.RetryOf);
        release.HasOne<Person>().WithMany().HasForeignKey(r => r.SignedOffBy);
        release.HasMany(r => r.History).WithOne().HasForeignKey(h => h.ReleaseId);
    }

    public void Configure(EntityTypeBuilder<StateChange> change)
    {
        change.ToTable("release_history");
        change.Property(c => c.From).HasConversion<string>();
        change.Property(c => c.To).HasConversion<string>();
        change.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
    }

    public void Configure(EntityTypeBuilder<Approval> approval)
    {
        approval.HasKey(a => new { a.ReleaseId, a.Round, a.PersonId }); // one person counts once
        approval.HasOne<Release>().WithMany().HasForeignKey(a => a.ReleaseId);
        approval.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.HasKey(c => c.EnvironmentId); // one release or scale order at a time, whoever comes first
        claim.Property(c => c.EnvironmentId).ValueGeneratedNever();
        claim.HasOne<DeployEnvironment>().WithMany().HasForeignKey(c => c.EnvironmentId);
        claim.HasOne<Release>().WithMany().HasForeignKey(c => c.ReleaseId).OnDelete(DeleteBehavior.Cascade);
        claim.HasOne<ScaleOrder>().WithMany().HasForeignKey(c => c.ScaleOrderId).OnDelete(DeleteBehavior.Cascade);
        claim.HasIndex(c => c.ReleaseId).IsUnique();
        claim.HasIndex(c => c.ScaleOrderId).IsUnique();
        claim.Ignore(c => c.Holder);
        claim.ToTable(table => table.HasCheckConstraint("ck_claims_one_holder", "num_nonnulls(release_id, scale_order_id) = 1"));
    }

    public void Configure(EntityTypeBuilder<Control> control)
    {
        control.Property(c => c.Kind).HasConversion<string>();
        control.HasOne<Release>().WithMany().HasForeignKey(c => c.ReleaseId);
        control.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
    }

    public void Configure(EntityTypeBuilder<HostRun> run)
    {
        run.Property(r => r.State).HasConversion<string>();
        run.Property(r => r.FailedStep).HasConversion<string>();
        run.Property(r => r.Direction).HasConversion<string>().HasDefaultValue(Direction.Forward);
        run.Property<uint>("Version").IsRowVersion();
        run.HasIndex(r => new { r.ReleaseId, r.HostId }).IsUnique();
        run.HasOne<Release>().WithMany().HasForeignKey(r => r.ReleaseId);
        run.HasOne<Host>().WithMany().HasForeignKey(r => r.HostId);
        run.HasOne<Release>().WithMany().HasForeignKey(r => r.PreviousReleaseId);
        run.HasOne<Build>().WithMany().HasForeignKey(r => r.PreviousBuildId);
        run.HasOne<SettingsRevision>().WithMany().HasForeignKey(r => r.PreviousSettingsRevisionId);
    }

    public void Configure(EntityTypeBuilder<HostStep> step)
    {
        step.Property(s => s.Step).HasConversion<string>();
        step.HasIndex(s => new { s.HostRunId, s.Step, s.Attempt }).IsUnique();
        step.HasOne<HostRun>().WithMany().HasForeignKey(s => s.HostRunId);
    }
}

sealed class ScaleTables : IEntityTypeConfiguration<ScaleOrder>, IEntityTypeConfiguration<ScaleHost>
{
    public void Configure(EntityTypeBuilder<ScaleOrder> order)
    {
        order.Property(o => o.Id).HasDefaultValueSql("nextval('botops.releases_id_seq')"); // one line of numbers: #43 is a release or an order
        order.Property(o => o.Direction).HasConversion<string>();
        order.Property(o => o.State).HasConversion<string>();
        order.Property(o => o.Plan).HasJson();
        order.Property(o => o.Purchases).HasJson();
        order.Property(o => o.Approvals).HasJson();
        order.Property(o => o.History).HasJson();
        order.Property(o => o.Keeping).HasJson();
        order.Ignore(o => o.End).Ignore(o => o.AnnouncesAt);
        order.Property<uint>("Version").IsRowVersion();
        order.HasIndex(o => new { o.EnvironmentId, o.State });
        order.HasOne<DeployEnvironment>().WithMany().HasForeignKey(o => o.EnvironmentId);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.RequestedBy);
        order.HasOne<Log>().WithMany().HasForeignKey(o => o.LogId);
        order.HasOne<CampaignOrder>().WithMany().HasForeignKey(o => o.CampaignOrderId);
        order.HasIndex(o => o.Campaign).HasFilter("campaign is not null");
    }

    public void Configure(EntityTypeBuilder<ScaleHost> host)
    {
        host.Property(h => h.State).HasConversion<string>();
        host.Property(h => h.FailedStep).HasConversion<string>();
        host.Property<uint>("Version").IsRowVersion();
        host.Ignore(h => h.Ended).Ignore(h => h.ToDo);
        host.HasIndex(h => new { h.OrderId, h.Name }).IsUnique();
        host.HasOne<ScaleOrder>().WithMany().HasForeignKey(h => h.OrderId);
        host.HasOne<Host>().WithMany().HasForeignKey(h => h.HostId);
    }
}

sealed class CampaignTables : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignOrder>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.Property(c => c.Settings).HasJson();
        campaign.HasIndex(c => c.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CampaignOrder> order)
    {
        order.Property(o => o.Id).HasDefaultValueSql("nextval('botops.releases_id_seq')");
        order.Property(o => o.Direction).HasConversion<string>();
        order.Property(o => o.State).HasConversion<string>();
        order.Property(o => o.Plan).HasJson();
        order.Property(o => o.Approvals).HasJson();
        order.Property(o => o.History).HasJson();
        order.Ignore(o => o.Round).Ignore(o => o.ApprovedAt);
        order.Property<uint>("Version").IsRowVersion();
        order.HasIndex(o => o.State);
        order.HasIndex(o => o.Name);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.RequestedBy);
    }
}

sealed class ChatTables : IEntityTypeConfiguration<InboxItem>, IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxItem> item)
    {
        item.ToTable("inbox");
        item.Property(i => i.Event).HasJson();
        item.Ignore(i => i.Sender);
        item.HasIndex(i => new { i.Platform, i.Tenant, i.EventId }).IsUnique();
        item.HasIndex(i => i.Id, "ix_inbox_open").HasFilter("done_at is null");
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Urgency).HasConversion<int>();
        message.Property(m => m.Content).HasJson();
        message.HasIndex(m => m.Key).IsUnique();
        message.HasIndex(m => m.Topic);
        message.HasIndex(m => m.Follows);
        message.HasIndex(m => new { m.Platform, m.Tenant, m.Id }, "ix_outbox_open").HasFilter("sent < wanted and parked is null");
    }
}

sealed class LogTables : IEntityTypeConfiguration<Log>, IEntityTypeConfiguration<LogChunk>
{
    public void Configure(EntityTypeBuilder<Log> log) => log.ToTable("logs");

    public void Configure(EntityTypeBuilder<LogChunk> chunk)
    {
        chunk.HasKey(c => new { c.LogId, c.FirstLine });
        chunk.HasOne<Log>().WithMany().HasForeignKey(c => c.LogId);
    }
}

sealed class DrainTable : IEntityTypeConfiguration<Drain>
{
    public void Configure(EntityTypeBuilder<Drain> drain)
    {
        drain.Property(d => d.Id).ValueGeneratedNever();
        drain.ToTable(table => table.HasCheckConstraint("ck_drains_only", "id = 1"));
    }
}

sealed class InventoryTables : IEntityTypeConfiguration<KnownInstance>, IEntityTypeConfiguration<CloudReading>
{
    public void Configure(EntityTypeBuilder<KnownInstance> instance)
    {
        instance.HasKey(i => new { i.Account, i.Region, i.Id });
        instance.Property(i => i.Shown).HasJson();
        instance.Property(i => i.Facts).HasJson();
    }

    public void Configure(EntityTypeBuilder<CloudReading> reading) => reading.HasKey(r => new { r.Account, r.Region });
}

sealed class TargetReaderTable : IEntityTypeConfiguration<TargetReader>
{
    public void Configure(EntityTypeBuilder<TargetReader> reader) => reader.HasKey(r => r.Name);
}

sealed class ProcessTables : IEntityTypeConfiguration<Child>
{
    public void Configure(EntityTypeBuilder<Child> child) => child.HasIndex(c => c.Machine);
}

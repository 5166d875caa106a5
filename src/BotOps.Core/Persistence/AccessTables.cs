using BotOps.Core.Access;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
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

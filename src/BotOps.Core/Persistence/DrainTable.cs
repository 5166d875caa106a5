using BotOps.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class DrainTable : IEntityTypeConfiguration<Drain>
{
    public void Configure(EntityTypeBuilder<Drain> drain)
    {
        drain.Property(d => d.Id).ValueGeneratedNever();
        drain.ToTable(table => table.HasCheckConstraint("ck_drains_only", "id = 1"));
    }
}

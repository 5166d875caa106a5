using BotOps.Core.Access;
using BotOps.Core.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

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

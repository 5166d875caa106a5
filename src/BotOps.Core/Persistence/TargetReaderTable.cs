using BotOps.Core.Monitoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class TargetReaderTable : IEntityTypeConfiguration<TargetReader>
{
    public void Configure(EntityTypeBuilder<TargetReader> reader) => reader.HasKey(r => r.Name);
}

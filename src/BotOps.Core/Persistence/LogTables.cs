using BotOps.Core.Logs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class LogTables : IEntityTypeConfiguration<Log>, IEntityTypeConfiguration<LogChunk>
{
    public void Configure(EntityTypeBuilder<Log> log) => log.ToTable("logs");

    public void Configure(EntityTypeBuilder<LogChunk> chunk)
    {
        chunk.HasKey(c => new { c.LogId, c.FirstLine });
        chunk.HasOne<Log>().WithMany().HasForeignKey(c => c.LogId);
    }
}

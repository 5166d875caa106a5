using BotOps.Core.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class ProcessTables : IEntityTypeConfiguration<Child>
{
    public void Configure(EntityTypeBuilder<Child> child) => child.HasIndex(c => c.Machine);
}

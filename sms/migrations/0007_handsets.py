from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sms', '0006_purse'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handset',
            fields=[
                ('address', models.CharField(help_text='E.164: +447700900123.', max_length=16, primary_key=True, serialize=False)),
                ('is_off', models.BooleanField(default=False)),
                ('trouble', models.CharField(blank=True, choices=[('lose', 'Lose the next text'), ('late', 'Bring the next text a minute late'), ('twice', 'Bring the next text twice'), ('muddled', 'Say it arrived, and only then that it was sent')], max_length=7)),
                ('late_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]

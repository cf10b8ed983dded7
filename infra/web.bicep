appCommandLine: 'gunicorn -c web/gunicorn_conf.py -b 0.0.0.0:8000 web.wsgi:app'
